using Workflows.Activities;

namespace Workflows.Architecture.Tests.Surface;

/// <summary>The activities use nothing of the engine that official Elsa does not have, so that they compile against it unchanged.</summary>
public class ActivitiesUseOnlyElsaTests
{
    [Fact]
    public void Every_type_and_member_that_the_activities_use_is_Elsas() => Foreign(ElsaSurface.Official).ShouldBeEmpty();

    [Fact]
    public void The_activities_do_use_the_engine() => References.In(typeof(FillForm).Assembly.Location).Count.ShouldBeGreaterThan(30);

    [Fact]
    public void Nothing_of_the_engines_own_namespace_is_used() => References.In(typeof(FillForm).Assembly.Location, "Workflows.Engine").ShouldBeEmpty();

    [Fact]
    public void A_member_that_is_not_on_the_list_is_found() =>
        Foreign(Without(x => x.Contains(" CreateBookmark(", StringComparison.Ordinal))).ShouldContain(x => x.StartsWith("Elsa.Workflows.ActivityExecutionContext: CreateBookmark(", StringComparison.Ordinal));

    [Fact]
    public void A_member_with_another_signature_is_found() =>
        Foreign(new ElsaSurface(Lines.Select(x => x.Replace("Bookmark CreateBookmark(CreateBookmarkArgs", "Bookmark CreateBookmark(int", StringComparison.Ordinal))))
            .ShouldContain("Elsa.Workflows.ActivityExecutionContext: CreateBookmark(CreateBookmarkArgs):Bookmark");

    [Fact]
    public void A_type_that_is_not_on_the_list_is_found() =>
        Foreign(Without(x => x.StartsWith("class Elsa.Workflows.Models.CreateBookmarkArgs", StringComparison.Ordinal))).ShouldContain("Elsa.Workflows.Models.CreateBookmarkArgs");

    private static IEnumerable<string> Lines => File.ReadLines(Repository.Path("src", "Engine", "elsa-surface.txt"));

    private static ElsaSurface Without(Func<string, bool> line) => new(Lines.Where(x => !line(x)));

    private static List<string> Foreign(ElsaSurface surface) => References.In(typeof(FillForm).Assembly.Location)
        .Where(x => x.Type != "Elsa.Common.Models.VersionOptions") // Elsa has it, in its assembly Elsa.Common, which the list does not cover.
        .Where(x => x.Member is null ? surface.Find(x.Type) is null : !surface.Has(x.Type, x.Member))
        .Select(x => x.ToString()).ToList();
}
