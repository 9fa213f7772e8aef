using Elsa.Workflows;

namespace Workflows.Architecture.Tests.Surface;

/// <summary>
/// How much of Elsa's public surface our engine has, per namespace. The shares are in <c>covered.txt</c>: they may rise, and then the file is best
/// written anew with what the test prints; they may not fall.
/// </summary>
public class EngineCoversElsaTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<SurfaceShare> Shares = SurfaceShare.Of(typeof(IActivity).Assembly, ElsaSurface.Official);

    /// <summary>Machinery of the official packages, which neither an activity nor a workflow nor a host names: our engine has its own.</summary>
    private static readonly string[] Machinery =
    [
        "Features", "ShellFeatures", "Handlers", "Notifications", "Middleware", "Pipelines", "Serialization", "Stores", "Mappers", "Materializers", "Providers", "HostedServices", "Tasks", "Commands", "Caching",
        "Distributed", "Tenants", "Diff", "PortResolvers", "Builders", "Bookmarks", "Comparers", "Middlewares", "TriggerPayloadValidators", "Handlers.Notifications", "HostMethod"
    ];

    [Fact]
    public void No_share_falls()
    {
        foreach (var share in Shares) output.WriteLine(share.ToString());
        var authors = Shares.Where(x => !x.Namespace.Split('.').Any(Machinery.Contains)).ToList();
        output.WriteLine(new SurfaceShare("all", Shares.Sum(x => x.Covered), Shares.Sum(x => x.Total)).ToString());
        output.WriteLine(new SurfaceShare("what authors and hosts meet", authors.Sum(x => x.Covered), authors.Sum(x => x.Total)).ToString());

        var committed = File.ReadLines(Repository.Path("tests", "Architecture.Tests", "Surface", "covered.txt")).Where(x => x.Length > 0 && x[0] != '#').Select(x => x.Split(' '))
            .ToDictionary(x => x[0], x => int.Parse(x[1], System.Globalization.CultureInfo.InvariantCulture));

        committed.Where(x => (Shares.FirstOrDefault(y => y.Namespace == x.Key)?.Covered ?? 0) < x.Value).Select(x => $"{x.Key}: expected at least {x.Value} covered, found {Shares.FirstOrDefault(y => y.Namespace == x.Key)}").ShouldBeEmpty();
    }

    [Fact]
    public void A_type_that_is_missing_and_a_member_that_is_missing_lower_the_share()
    {
        var surface = new ElsaSurface(["class Elsa.Workflows.Models.Bookmark", "  new()", "  string Id { get; set; }", "  string Nonsense()", "class Elsa.Workflows.Models.NobodyHasThis", "  new()"]);

        SurfaceShare.Of(typeof(IActivity).Assembly, surface).ShouldBe([new SurfaceShare("Elsa.Workflows.Models", 4, 7)]);
        surface.Types.SelectMany(x => SurfaceShare.Missing(x, typeof(IActivity).Assembly)).ShouldBe(["Elsa.Workflows.Models.Bookmark: Nonsense():String", "Elsa.Workflows.Models.NobodyHasThis"]);
    }
}
