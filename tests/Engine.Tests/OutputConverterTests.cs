using System.Text.Json;
using Elsa.Workflows.Exceptions;
using Workflows.Engine.Descriptors;
using Workflows.Engine.Tests.Definitions;
using static Workflows.Engine.Tests.Definitions.StoredDefinitions;

namespace Workflows.Engine.Tests;

public class OutputConverterTests
{
    private static readonly OutputConverterDescriptor Initials = new("Test.Initials", typeof(string), typeof(string), "Initials", "The first letters");

    [Fact]
    public async Task What_is_yielded_is_converted_before_it_is_captured_and_recorded_as_it_was()
    {
        await using var engine = new TestEngine(x => x.AddOutputConverter<InitialsConverter>(Initials));
        var name = new Variable<string>("Name", "").WithWorkflowStorage();
        var (id, incident) = await Run(engine, name, "Ann Bee", new OutputConverterConfiguration("Test.Initials", JsonSerializer.SerializeToElement(new { separator = "." })));

        incident.ShouldBeNull();
        engine.Variable(id, "nameVariable").ShouldBe("A.B");
        engine.Store.Executions.Values.Single(x => x.ActivityId == "ask").Outputs!["Result"].ShouldBe("Ann Bee");
    }

    [Theory]
    [InlineData("Test.Gone", "Ann", null, OutputConversionFailureStage.Resolution)]
    [InlineData("Test.Initials", "Ann", "{\"separator\":1}", OutputConversionFailureStage.SettingsValidation)]
    [InlineData("Test.Initials", "?", null, OutputConversionFailureStage.Invocation)]
    public async Task A_converter_that_is_missing_misconfigured_or_fails_is_an_incident_that_names_the_place(string converter, string value, string? settings, OutputConversionFailureStage stage)
    {
        await using var engine = new TestEngine(x => x.AddOutputConverter<InitialsConverter>(Initials));
        JsonElement? given = settings == null ? null : JsonDocument.Parse(settings).RootElement;

        var (_, incident) = await Run(engine, new Variable<string>("Name", "").WithWorkflowStorage(), value, new OutputConverterConfiguration(converter, given));

        incident!.Exception!.Type.ShouldBe(typeof(OutputConversionException));
        incident.Message.ShouldContain($"{stage}");
        incident.Message.ShouldContain("nameVariable");
    }

    [Fact]
    public async Task A_converter_whose_result_does_not_fit_is_refused()
    {
        await using var engine = new TestEngine(x => x.AddOutputConverter<InitialsConverter>(Initials));

        var (_, incident) = await Run(engine, new Variable<int>("Name", 0).WithWorkflowStorage(), "Ann", new OutputConverterConfiguration("Test.Initials"));

        incident!.Message.ShouldContain(nameof(OutputConversionFailureStage.ResultValidation));
    }

    [Fact]
    public async Task An_editor_is_offered_those_that_fit_and_a_definition_that_names_another_is_not_published()
    {
        await using var engine = NewEngine(x => x.AddOutputConverter<InitialsConverter>(Initials));
        var registry = await engine.With<IOutputConverterRegistry, IOutputConverterRegistry>(Task.FromResult);
        registry.FindCompatible(typeof(string), typeof(string)).Select(x => x.Id).ShouldBe(["Test.Initials", "Workflows.JsonText"]);
        registry.FindCompatible(typeof(int), typeof(string)).Select(x => x.Id).ShouldBe(["Workflows.JsonText"]);
        registry.FindCompatible(typeof(string), typeof(int)).ShouldBeEmpty();
        new DescriptorJson(new Elsa.Expressions.Services.WellKnownTypeRegistry()).Write(Initials).ToJsonString()
            .ShouldBe("""{"id":"Test.Initials","sourceTypeName":"String","resultTypeName":"String","displayName":"Initials","description":"The first letters","settingsSchema":null}""");

        var part = await engine.Published(Definition("part", "Part", """ "outputs": [ { "type": "Object", "name": "All" } ], """ + Usable(), Set("s", "All", "[1, {a: 2}]")));
        const string bound = """ "all": { "typeName": "Object", "memoryReference": { "id": "Text" }, "converter": { "id": "Workflows.JsonText", "settings": { "indented": false } } } """;
        var user = Definition("user", "User", $"\"variables\": [ {Variable("Text", "String")} ],", Runs("p", part, bound), Say("say", "variables.Text"));
        (await engine.Publication(user.Replace("Workflows.JsonText", "Workflows.Gone"))).ValidationErrors.ShouldHaveSingleItem().Message.ShouldContain("Workflows.Gone");
        await engine.Published(user);
        await engine.Start("user");

        engine.Said().ShouldBe("""[1,{"a":2}]""");
    }

    private static async Task<(string Id, ActivityIncident? Incident)> Run(TestEngine engine, Variable variable, string value, OutputConverterConfiguration converter)
    {
        var id = await engine.Run(new Sequence { Activities = { new Wait("ask") { Result = new Output<string>(variable) { Converter = converter } } } }, x => x.Variables.Add(variable));
        await engine.Resume(id, "ask", value);
        return (id, engine.Instance(id).WorkflowState.Incidents.FirstOrDefault());
    }

    private sealed class InitialsConverter : IOutputConverter
    {
        public object Convert(OutputConversionContext context) => context.Value is "?"
            ? throw new FormatException("no name")
            : string.Join(context.Settings is { } settings ? settings.GetProperty("separator").GetString() : "", ((string)context.Value).Split(' ').Select(x => x[..1]));

        public IEnumerable<string> ValidateSettings(JsonElement? settings) =>
            settings is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty("separator", out var separator) && separator.ValueKind != JsonValueKind.String ? ["Expected a text as the separator."] : [];
    }
}
