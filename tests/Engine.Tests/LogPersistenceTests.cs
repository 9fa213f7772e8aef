using Elsa.Workflows.LogPersistence;
using Elsa.Workflows.Management.Options;

namespace Workflows.Engine.Tests;

/// <summary>What of inputs and outputs goes into execution records.</summary>
public class LogPersistenceTests
{
    private const string Strategies = "Elsa.Workflows.LogPersistence.Strategies";

    [Fact]
    public async Task Everything_is_kept_unless_somebody_says_otherwise()
    {
        var record = await Record([], []);

        record.ActivityState!.Keys.Order().ShouldBe(["Open", "Secret"]);
        record.Outputs!.Keys.Order().ShouldBe(["Result", "Token"]);
        record.Payload!["Note"].ShouldBe("n");
        record.Properties.ShouldBeNull();
    }

    [Theory]
    [InlineData("Exclude", null, null, "", "")]
    [InlineData("Exclude", "Include", null, "Open Secret", "Result Token")]
    [InlineData(null, "Exclude", "Include", "Secret", "")]
    [InlineData("Inherit", "Inherit", "Exclude", "Open", "Result Token")]
    [InlineData("Exclude", "Inherit", "Inherit", "", "")]
    public async Task The_value_is_asked_first_then_the_activity_then_the_workflow(string? workflow, string? activity, string? secret, string inputs, string outputs)
    {
        var record = await Record(workflow == null ? [] : Config(("default", Strategy(workflow))),
            Config([.. activity == null ? [] : new[] { ("default", Strategy(activity)) }, .. secret == null ? [] : new[] { ("inputs", new Dictionary<string, object> { ["Secret"] = Strategy(secret) }) }]));

        string.Join(' ', record.ActivityState!.Keys.Order()).ShouldBe(inputs);
        string.Join(' ', record.Outputs!.Keys.Order()).ShouldBe(outputs);
    }

    [Fact]
    public async Task The_old_form_of_the_settings_counts_where_the_new_one_is_missing()
    {
        var record = await Record(Legacy(new Dictionary<string, object> { ["default"] = "Exclude" }), Legacy(new Dictionary<string, object> { ["default"] = "Inherit", ["inputs"] = new Dictionary<string, object> { ["open"] = "Include" } }));

        record.ActivityState!.Keys.ShouldBe(["Open"]);
        record.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_expression_decides_and_one_that_fails_counts_as_not_set()
    {
        Dictionary<string, object> By(string script) => new() { ["evaluationMode"] = "Expression", ["expression"] = new Dictionary<string, object> { ["type"] = "JavaScript", ["value"] = script } };
        var record = await Record([], Config(("outputs", new Dictionary<string, object> { ["token"] = By("'Ex' + 'clude'"), ["result"] = By("nonsense(") })));

        record.Outputs!.Keys.ShouldBe(["Result"]);
    }

    [Theory]
    [InlineData("Exclude", false, false)]
    [InlineData("Inherit", true, false)]
    [InlineData("Include", true, true)]
    public async Task The_internal_state_has_a_setting_of_its_own(string mode, bool payload, bool properties)
    {
        var record = await Record([], Config(("internalState", Strategy(mode))));

        (record.Payload != null).ShouldBe(payload);
        (record.Properties?.ContainsKey("Step") == true).ShouldBe(properties);
    }

    [Fact]
    public async Task The_installation_says_what_counts_where_nobody_else_does()
    {
        void Exclude(IServiceCollection x) => x.Configure<ManagementOptions>(y => y.LogPersistenceMode = LogPersistenceMode.Exclude);
        (await Record([], [], Exclude)).ActivityState.ShouldBeEmpty();
        (await Record(Config(("default", Strategy("Include"))), [], Exclude)).ActivityState!.Count.ShouldBe(2);
        (await Record(Config(("default", Strategy("Configuration"))), [], x => x.Configure<LogPersistenceOptions>(y => y.ConfiguredPersistenceMode = LogPersistenceMode.Exclude))).ActivityState.ShouldBeEmpty();
    }

    private static async Task<ActivityExecutionRecord> Record(Dictionary<string, object> workflow, Dictionary<string, object> activity, Action<IServiceCollection>? configure = null)
    {
        await using var engine = new TestEngine(configure);
        await engine.Run(new Sequence { Activities = { new Telling { CustomProperties = activity } } }, x => x.CustomProperties = workflow);
        return engine.Store.Executions.Values.Single(x => x.ActivityId == "T");
    }

    private static Dictionary<string, object> Config(params (string Name, Dictionary<string, object> Value)[] members) =>
        new() { ["logPersistenceConfig"] = members.ToDictionary(x => x.Name, x => (object)x.Value) };

    private static Dictionary<string, object> Legacy(Dictionary<string, object> members) => new() { ["logPersistenceMode"] = members };

    private static Dictionary<string, object> Strategy(string name) => new() { ["evaluationMode"] = "Strategy", ["strategyType"] = $"{Strategies}.{name}, Elsa.Workflows.Core" };

    private sealed class Telling : CodeActivity<string>
    {
        public Telling() => Id = "T";

        public Input<string> Open { get; set; } = new("o");
        public Input<string> Secret { get; set; } = new("s");
        public Output<string>? Token { get; set; }

        protected override void Execute(ActivityExecutionContext context)
        {
            context.SetProperty("Step", 1);
            context.JournalData["Note"] = "n";
            context.Set(Result, "r");
            context.Set(Token, "t");
        }
    }
}
