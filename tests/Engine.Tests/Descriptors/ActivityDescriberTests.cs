using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using Elsa.Expressions.Services;
using Elsa.Workflows.Management.Extensions;
using Elsa.Workflows.UIHints;
using Elsa.Workflows.UIHints.Dropdown;
using Workflows.Engine.Descriptors;

namespace Workflows.Engine.Tests.Descriptors;

public class ActivityDescriberTests
{
    private static readonly DescriptorJson Json = new(new WellKnownTypeRegistry());

    [Fact]
    public void Names_category_and_kind_come_from_the_attribute()
    {
        var descriptor = ActivityDescriber.Describe(typeof(SendLetter));
        descriptor.TypeName.ShouldBe("Acme.SendLetter");
        descriptor.Namespace.ShouldBe("Acme");
        descriptor.Name.ShouldBe("SendLetter");
        descriptor.Version.ShouldBe(1);
        descriptor.Category.ShouldBe("Mail");
        descriptor.Description.ShouldBe("Sends a letter.");
        descriptor.DisplayName.ShouldBe("Send Letter");
        descriptor.Kind.ShouldBe(ActivityKind.Action);
        descriptor.IsBrowsable.ShouldBeTrue();
        descriptor.Ports.Select(x => (x.Name, x.Type)).ShouldBe([("Body", PortType.Embedded), ("Sent", PortType.Flow), ("Failed", PortType.Flow)]);
        descriptor.CustomProperties["Type"].ShouldBe("Workflows.Engine.Tests.Descriptors.ActivityDescriberTests+SendLetter, Workflows.Engine.Tests");
    }

    [Fact]
    public void A_component_attribute_wins_over_the_engines_own()
    {
        var descriptor = ActivityDescriber.Describe(typeof(Renamed));
        descriptor.DisplayName.ShouldBe("Other");
        descriptor.Category.ShouldBe("Elsewhere");
        descriptor.IsBrowsable.ShouldBeFalse();
    }

    [Theory]
    [InlineData(nameof(SendLetter.To), InputUIHints.SingleLine, "String", true)]
    [InlineData(nameof(SendLetter.Urgent), InputUIHints.Checkbox, "Boolean", true)]
    [InlineData(nameof(SendLetter.Priority), InputUIHints.DropDown, "Workflows.Engine.Tests.Descriptors.ActivityDescriberTests+Speed, Workflows.Engine.Tests", true)]
    [InlineData(nameof(SendLetter.Copies), InputUIHints.DropDown, "List<String>", true)]
    [InlineData(nameof(SendLetter.Target), InputUIHints.VariablePicker, "Elsa.Workflows.Memory.Variable, Elsa.Workflows.Core", false)]
    [InlineData(nameof(SendLetter.Pages), InputUIHints.SingleLine, "Int32?", true)]
    public void An_input_gets_the_editor_of_its_type(string name, string hint, string typeName, bool isWrapped)
    {
        var input = Input(name);
        ((string?)input["uiHint"]).ShouldBe(hint);
        ((string?)input["typeName"]).ShouldBe(typeName);
        ((bool?)input["isWrapped"]).ShouldBe(isWrapped);
        ((bool?)input["isBrowsable"]).ShouldBe(true);
    }

    [Fact]
    public void An_enum_offers_its_names()
    {
        Input(nameof(SendLetter.Priority))["uiSpecifications"]!.ToJsonString()
            .ShouldBe("""{"dropdown":{"selectList":{"items":[{"text":"Normal","value":"Normal"},{"text":"Fast","value":"Fast"}],"isFlagsEnum":false}}}""");
        ((string?)Input(nameof(SendLetter.Priority))["defaultValue"]).ShouldBe("Fast");
    }

    [Fact]
    public void Outputs_are_described()
    {
        var outputs = Json.Write(ActivityDescriber.Describe(typeof(SendLetter)))["outputs"]!.AsArray();
        outputs.Select(x => ((string?)x!["name"], (string?)x["typeName"])).ShouldBe([("Result", "Object"), ("TrackingNumber", "String")], ignoreOrder: true);
    }

    [Fact]
    public async Task The_registry_lists_built_in_and_added_activities_once_each()
    {
        await using var services = Services();
        var registry = services.GetRequiredService<IActivityRegistry>();
        registry.Find("Acme.SendLetter", 1)!.ClrType.ShouldBe(typeof(SendLetter));
        registry.Find("Acme.SendLetter")!.Version.ShouldBe(2);
        registry.Find("Elsa.Flowchart", 1)!.IsContainer.ShouldBeTrue();
        registry.Find("Elsa.NotFoundActivity", 1)!.IsBrowsable.ShouldBeFalse();
        registry.Find("Acme.Missing").ShouldBeNull();
        registry.ListAll().GroupBy(x => (x.TypeName, x.Version)).ShouldAllBe(x => x.Count() == 1);
    }

    [Fact]
    public async Task The_handler_of_an_input_is_asked_what_to_offer()
    {
        await using var services = Services();
        var descriptors = await services.GetRequiredService<IActivityRegistry>().GetDescriptorsAsync(TestContext.Current.CancellationToken);
        var carrier = Json.Write(descriptors.Single(x => x is { TypeName: "Acme.SendLetter", Version: 1 }))["inputs"]!.AsArray().Single(x => (string?)x!["name"] == "Carrier")!;
        carrier["uiSpecifications"]!.ToJsonString().ShouldBe("""{"dropdown":{"selectList":{"items":[{"text":"Post","value":"post"}],"isFlagsEnum":false}},"Refresh":true}""");

        await using var scope = services.CreateAsyncScope();
        var live = await scope.ServiceProvider.GetRequiredService<IPropertyUIHandlerResolver>()
            .GetUIPropertiesAsync(typeof(SendLetter).GetProperty(nameof(SendLetter.Carrier))!, "Ship", TestContext.Current.CancellationToken);
        DescriptorJson.Editors(live)["dropdown"]!["selectList"]!["items"]![0]!["value"]!.GetValue<string>().ShouldBe("ship");
    }

    [Fact]
    public void A_built_in_activity_is_described_as_the_editor_expects()
    {
        var json = Json.Write(ActivityDescriber.Describe(typeof(FlowDecision)));
        ((string?)json["typeName"]).ShouldBe("Elsa.FlowDecision");
        ((string?)json["displayName"]).ShouldBe("Decision");
        ((string?)json["kind"]).ShouldBe("Action");
        json["ports"]!.ToJsonString().ShouldBe("""[{"name":"True","displayName":"True","type":"Flow","isBrowsable":true},{"name":"False","displayName":"False","type":"Flow","isBrowsable":true}]""");
        ((string?)json["inputs"]![0]!["typeName"]).ShouldBe("Boolean");
    }

    [Fact]
    public async Task Every_registered_activity_can_be_written_and_has_an_editor_for_each_input()
    {
        await using var services = Services();
        foreach (var descriptor in await services.GetRequiredService<IActivityRegistry>().GetDescriptorsAsync(TestContext.Current.CancellationToken))
        {
            foreach (var input in Json.Write(descriptor)["inputs"]!.AsArray()) ((string?)input!["uiHint"]).ShouldNotBeNullOrEmpty($"{descriptor.TypeName}.{input["name"]}");
            ActivityMaker.Make(descriptor.ClrType!).Type.ShouldBe(descriptor.TypeName);
        }
    }

    [Fact]
    public async Task The_short_lists_carry_the_names_definitions_are_exchanged_with()
    {
        await using var services = Services();
        var choices = services.GetRequiredService<EditorChoices>();
        choices.IncidentStrategies.Select(x => x.TypeName).ShouldContain("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core");
        choices.ActivationStrategies.Select(x => x.TypeName).ShouldContain("Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime");
        choices.LogPersistenceStrategies.Select(x => x.TypeName).ShouldContain("Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core");
        choices.StorageDrivers[0].TypeName.ShouldBe("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core");
        choices.WorkflowCommitStrategies.Select(x => x.Name).ShouldContain("ActivityExecuted");
        choices.VariableTypes.Select(x => x.TypeName).ShouldContain("String");
        choices.VariableTypes.Select(x => x.TypeName).ShouldBeUnique();
    }

    private static JsonObject Input(string name) => Json.Write(ActivityDescriber.Describe(typeof(SendLetter)))["inputs"]!.AsArray().Select(x => x!.AsObject()).Single(x => (string?)x["name"] == name);

    private static ServiceProvider Services() => new ServiceCollection().AddWorkflowEngine().AddSingleton<IWorkflowStore, InMemoryStore>().AddActivities([typeof(SendLetter), typeof(SendLetterAgain)]).BuildServiceProvider();

    public enum Speed
    {
        Normal,
        Fast
    }

    [Activity("Acme", "Mail", "Sends a letter.")]
    [FlowNode("Sent", "Failed")]
    public class SendLetter : CodeActivity<object>
    {
        [Input(Description = "Receiver")] public Input<string> To { get; set; } = null!;
        public Input<bool> Urgent { get; set; } = null!;
        [Input(DefaultValue = Speed.Fast)] public Input<Speed> Priority { get; set; } = null!;
        public Input<ICollection<string>> Copies { get; set; } = null!;
        [Input] public Variable Target { get; set; } = null!;
        public Input<int?> Pages { get; set; } = null!;
        [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(Carriers))] public Input<string> Carrier { get; set; } = null!;
        public Output<string>? TrackingNumber { get; set; }
        [Port] public IActivity? Body { get; set; }
    }

    [Activity("Acme", "SendLetter", 2)]
    public class SendLetterAgain : CodeActivity;

    [Activity("Acme", "Mail", DisplayName = "Mine")]
    [DisplayName("Other")]
    [Category("Elsewhere")]
    [Browsable(false)]
    public class Renamed : CodeActivity;

    public sealed class Carriers : DropDownOptionsProviderBase
    {
        protected override bool RefreshOnChange => true;

        protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) =>
            new([context is null ? new SelectListItem("Post", "post") : new SelectListItem("Ship", "ship")]);
    }
}
