using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Tests.Activities;

/// <summary>Holds <c>docs/elsa-compatibility.md</c> to the official surface and to the types that this engine has.</summary>
public sealed partial class CompatibilityPageTests : IAsyncDisposable
{
    private const string Yes = "yes";
    private const string No = "no";

    private readonly TestEngine _engine = new(services => services.AddScoped<IWorkflowDefinitionService, Elsa.Workflows.Management.Services.WorkflowDefinitionService>());

    private static readonly Dictionary<string, string> Page = Row().Matches(File.ReadAllText(Repository("docs", "elsa-compatibility.md"))).ToDictionary(x => x.Groups["type"].Value, x => x.Groups["runs"].Value.Trim());

    public static TheoryData<string> NotRun => [.. Page.Where(x => x.Value == No).Select(x => x.Key)];

    [Fact]
    public void Every_activity_type_of_official_Elsa_is_on_the_page()
    {
        var official = OfficialActivities(File.ReadAllLines(Repository("src", "Engine", "elsa-surface.txt")));

        official.Count.ShouldBeGreaterThan(45);
        official.Where(x => !Page.ContainsKey($"Elsa.{Short(x)}") && !Page.ContainsKey(x)).ShouldBeEmpty("add these to docs/elsa-compatibility.md: run them, or say why not");
    }

    [Fact]
    public void A_type_that_is_missing_from_the_page_is_found() =>
        OfficialActivities(["abstract class Elsa.Workflows.Activity : IActivity", "abstract class Elsa.Workflows.CodeActivity : Activity", "class Elsa.New.Thing : CodeActivity, IOther", "class Elsa.New.Box<T> : Activity", "class Elsa.New.Model : IModel"])
            .ShouldBe(["Elsa.New.Thing", "Elsa.New.Box"]);

    [Fact]
    public async Task What_the_page_says_runs_is_registered_and_nothing_else()
    {
        var registered = await _engine.With<IActivityRegistry, List<string>>(x => Task.FromResult(x.ListAll().Select(y => y.TypeName).Distinct().ToList()));

        Page.Where(x => x.Value == Yes).Select(x => x.Key).Except(registered).ShouldBeEmpty("the page says that these run, and they are not registered");
        registered.Where(x => !Page.TryGetValue(x, out var runs) || runs == No).ShouldBeEmpty("these are registered, and the page does not say that they run");
        Page.Values.Distinct().ShouldBeSubsetOf([Yes, No, "as types", "in C#"]);
    }

    [Theory]
    [MemberData(nameof(NotRun))]
    public async Task A_definition_that_uses_a_type_that_is_not_run_is_kept_as_it_is_and_not_published(string type)
    {
        var root = JsonNode.Parse($$"""
            { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "X", "type": "{{type}}", "version": 1, "customProperties": { "a": 1 }, "metadata": {}, "some": { "typeName": "String", "expression": { "type": "Literal", "value": "kept" } } } ] }
            """)!;
        Task<SavedDefinition> Save(bool publish) => _engine.With<SaveDefinition, SavedDefinition>(x => x.Run(new JsonObject { ["definitionId"] = "d", ["name"] = "d", ["root"] = root.DeepClone() }, publish));

        var draft = await Save(false);
        var written = await _engine.With<DefinitionModel, JsonObject>(x => Task.FromResult(x.Write(draft.Definition)));
        var activity = written["root"]!["activities"]![0]!.AsObject();
        activity.Remove("nodeId");
        JsonNode.DeepEquals(activity, root["activities"]![0]).ShouldBeTrue(activity.ToJsonString());
        var workflow = await _engine.With<IWorkflowDefinitionService, WorkflowGraph>(x => x.MaterializeWorkflowAsync(draft.Definition));
        workflow.Nodes.Select(x => x.Activity).OfType<NotFoundActivity>().ShouldHaveSingleItem().MissingTypeName.ShouldBe(type);

        var refused = (await Save(true)).Publication!;
        refused.Succeeded.ShouldBeFalse();
        refused.ValidationErrors.ShouldHaveSingleItem().Message.ShouldContain($"\"{type}\"");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>The classes on the list that can be made and come from Activity, by their full names.</summary>
    private static List<string> OfficialActivities(IEnumerable<string> surface)
    {
        var classes = surface.Select(x => Class().Match(x)).Where(x => x.Success)
            .Select(x => (Name: x.Groups["name"].Value, IsAbstract: x.Groups["abstract"].Success, Bases: x.Groups["bases"].Value.Split(',').Select(y => Short(Generic().Replace(y.Trim(), ""))).ToList())).ToList();
        var bases = classes.ToLookup(x => Short(x.Name), x => x.Bases);
        return [.. classes.Where(x => !x.IsAbstract && IsActivity(Short(x.Name), [])).Select(x => x.Name).Distinct()];

        bool IsActivity(string name, HashSet<string> seen) => seen.Add(name) && bases[name].Any(all => all.Any(x => x == "Activity" || IsActivity(x, seen)));
    }

    private static string Short(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Repository(params string[] path) => Path.Combine([Path.GetDirectoryName(Here())!, "..", "..", "..", .. path]);

    private static string Here([CallerFilePath] string here = "") => here;

    [GeneratedRegex(@"^\| `(?<type>[^`]+)` \|(?<runs>[^|]+)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(?<abstract>abstract )?(?:sealed )?class (?<name>Elsa\.[\w.]+)(?:<[^>]+>)?(?: : (?<bases>.+))?$")]
    private static partial Regex Class();

    [GeneratedRegex("<.*>?$")]
    private static partial Regex Generic();
}
