using System.Text.Json.Nodes;
using Elsa.Workflows.Runtime.Activities;
using Workflows.Engine.Definitions;
using static Workflows.Engine.Tests.Definitions.StoredDefinitions;

namespace Workflows.Engine.Tests.Definitions;

/// <summary>Workflows written in C#.</summary>
public class CodeWorkflowTests
{
    [Fact]
    public async Task A_workflow_runs_in_memory_and_gives_its_result()
    {
        await using var engine = NewEngine();

        (await engine.With<IWorkflowRunner, int>(x => x.RunAsync<Doubling, int>(new RunWorkflowOptions { Input = new Dictionary<string, object> { ["Number"] = 21 } }))).ShouldBe(42);
        var run = await engine.With<IWorkflowRunner, RunWorkflowResult<int>>(x => x.RunAsync(new Doubling(), new RunWorkflowOptions { Input = new Dictionary<string, object> { ["Number"] = 4 } }));

        run.Result.ShouldBe(8);
        run.Workflow.Identity.ShouldBe(new WorkflowIdentity("Doubling", 1, "Doubling:v1"));
        run.Workflow.WorkflowMetadata.Name.ShouldBe("Doubling");
        (await engine.With<IWorkflowRunner, RunWorkflowResult>(x => x.RunAsync<Silent>())).WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task It_is_published_at_start_and_runs_with_its_code_across_suspensions_and_restarts()
    {
        await using var engine = NewEngine(services => services.AddWorkflow<Asking>());
        (await Start(engine)).ShouldHaveSingleItem().IsPublishedNow.ShouldBeTrue();
        var id = (await engine.Start("asking", new WorkflowStart { Input = new Dictionary<string, object> { ["Who"] = "Ann" } })).Instance!.Id;
        engine.Said().ShouldBe("hello Ann");

        await using var restarted = NewEngine(services => services.AddWorkflow<Asking>(), engine.Store);
        (await Start(restarted)).ShouldHaveSingleItem().IsPublishedNow.ShouldBeFalse();
        await restarted.Resume(id, "ask");

        restarted.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        restarted.Said().ShouldBe("bye Ann");
        restarted.Instance(id).WorkflowState.Output["Greeted"].ShouldBe("Ann");
        (await engine.Store.ListDefinitionsAsync(new WorkflowDefinitionFilter { VersionOptions = VersionOptions.All })).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_editor_sees_it_and_may_change_it_only_if_JSON_holds_all_of_it()
    {
        await using var engine = NewEngine(services => services.AddWorkflow<Asking>().AddWorkflow<Plain>().AddWorkflow<Locked>());
        await Start(engine);

        var asking = await engine.Latest("asking");
        (asking.IsReadonly, asking.MaterializerName, asking.IsPublished).ShouldBe((true, "CLR", true));
        (await engine.Latest("Locked")).IsReadonly.ShouldBeTrue();
        var plain = await engine.Opened("plain");
        ((bool)plain["isReadonly"]!).ShouldBeFalse();
        ((string?)plain["root"]!["activities"]![0]!["text"]!["expression"]!["value"]).ShouldBe("plainly");
        ((string?)plain["inputs"]![0]!["name"], (string?)plain["customProperties"]!["ours"], (bool)plain["options"]!["usableAsActivity"]!).ShouldBe(("Size", "kept", true));

        plain["root"]!["activities"]![0]!["text"]!["expression"]!["value"] = "changed";
        await engine.Save(plain.ToJsonString());
        await engine.Start("plain");
        (await Start(engine)).ShouldAllBe(x => !x.IsPublishedNow);
        await engine.Start("plain");

        engine.Said().ShouldBe("changed changed");
        var changed = await engine.Latest("plain");
        (changed.Version, changed.MaterializerName, changed.ProviderName).ShouldBe((2, "Json", null));
    }

    [Fact]
    public async Task An_event_that_starts_it_is_listened_for()
    {
        await using var engine = NewEngine(services => services.AddWorkflow<OnPaid>());
        await Start(engine);

        await engine.With<IEventPublisher, int>(async x =>
        {
            await x.PublishAsync("paid-in-code");
            return 0;
        });
        await engine.WorkOff();

        engine.Said().ShouldBe("thanks");
    }

    [Fact]
    public async Task The_next_version_is_published_beside_the_one_before_and_a_class_that_is_gone_is_told()
    {
        await using var engine = NewEngine(services => services.AddWorkflow<Asking>());
        await Start(engine);
        var id = (await engine.Start("asking", new WorkflowStart { Input = new Dictionary<string, object> { ["Who"] = "Ann" } })).Instance!.Id;

        await using var both = NewEngine(services => services.AddWorkflow<AskingMore>().AddWorkflow<Asking>(), engine.Store);
        (await Start(both)).Select(x => x.IsPublishedNow).ShouldBe([false, true]);
        await both.Start("asking", new WorkflowStart { Input = new Dictionary<string, object> { ["Who"] = "Bea" } });
        both.Said().ShouldBe("hello again Bea");
        (await both.Store.FindDefinitionAsync("asking", VersionOptions.Published))!.Version.ShouldBe(2);

        await using var newer = NewEngine(services => services.AddWorkflow<AskingMore>(), engine.Store);
        var error = await Should.ThrowAsync<InvalidOperationException>(() => newer.Resume(id, "ask"));
        error.Message.ShouldContain("version 1 of asking");
        await both.Resume(id, "ask");
        both.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task It_is_usable_as_an_activity()
    {
        await using var engine = NewEngine(services => services.AddWorkflow<Plain>());
        await Start(engine);
        var plain = await engine.Latest("plain");

        await engine.Published(Definition("user", "User", "", Runs("p", plain), Say("say", "'done'")));
        await engine.Start("user");

        engine.Said().ShouldBe("plainly done");
    }

    [Fact]
    public async Task All_workflows_of_an_assembly_are_added()
    {
        await using var engine = NewEngine(services => services.AddWorkflowsFrom<CodeWorkflowTests>());

        (await Start(engine)).Select(x => x.DefinitionId).ShouldContain("Open");
    }

    [Fact]
    public async Task Every_member_of_the_builder_shows_in_the_workflow()
    {
        await using var engine = NewEngine();
        var workflow = await engine.With<IWorkflowBuilderFactory, Workflow>(factory =>
        {
            var builder = factory.CreateBuilder()
                .WithDefinitionId("d").WithId("d:9").WithTenantId("t").WithCustomProperty("c", 1).WithActivationStrategyType<Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy>().AsReadonly().AsSystemWorkflow()
                .WithVariable(new Variable<int>("A", 1)).WithVariable((Variable)new Variable<string>("B", "b")).WithVariables(new Variable<int>("C", 3)).WithInput(new InputDefinition { Name = "I1", Type = typeof(int) });
            builder.WithVariable("D", 4);
            builder.WithVariable<string>();
            builder.WithVariable(5m);
            builder.WithInput<string>("I2", "second");
            builder.WithInput("I3", typeof(bool), "third");
            builder.WithInput("I4", typeof(long), x => x.UIHint = "checkbox");
            builder.WithInput(x => x.Name = "I5");
            builder.WithOutput<string>("O1", "first");
            builder.WithOutput("O2", typeof(bool), "second");
            builder.WithOutput("O3", typeof(long), x => x.Category = "c");
            builder.WithOutput(x => x.Name = "O4");
            builder.WithOutput(new OutputDefinition { Name = "O5" });
            (builder.Name, builder.Description, builder.Version, builder.Outcomes, builder.Root) = ("Name", "Text", 9, ["Done"], new Step("S"));
            return builder.BuildWorkflowAsync();
        });

        workflow.Identity.ShouldBe(new WorkflowIdentity("d", 9, "d:9", "t"));
        workflow.WorkflowMetadata.ShouldBe(new WorkflowMetadata("Name", "Text"));
        (workflow.IsReadonly, workflow.IsSystem, workflow.Options.ActivationStrategyType?.Name, workflow.CustomProperties["c"]).ShouldBe((true, true, "SingletonStrategy", 1));
        workflow.Variables.Select(x => x.Name).ShouldBe(["A", "B", "C", "D", "Variable_0", "Variable_1"]);
        workflow.Variables.Select(x => x.Id).ShouldBeUnique();
        workflow.Inputs.Select(x => $"{x.Name} {x.Type.Name} {x.Description}{x.UIHint}".Trim()).ShouldBe(["I1 Int32", "I2 String second", "I3 Boolean third", "I4 Int64 checkbox", "I5 Object"]);
        workflow.Outputs.Select(x => $"{x.Name} {x.Type.Name} {x.Description}{x.Category}".Trim()).ShouldBe(["O1 String first", "O2 Boolean second", "O3 Int64 c", "O4 Object", "O5 Object"]);
        workflow.Root.NodeId.ShouldBe("Workflow1:S");
    }

    [Fact]
    public async Task A_workflow_is_written_as_JSON_and_read_back()
    {
        await using var engine = NewEngine();
        var written = await engine.With<IWorkflowSerializer, string>(async serializer =>
        {
            var run = await engine.With<IWorkflowRunner, RunWorkflowResult>(x => x.RunAsync<Plain>());
            return serializer.Serialize(run.Workflow);
        });
        var again = await engine.With<IWorkflowSerializer, string>(x => Task.FromResult(x.Serialize(x.Deserialize(written))));

        JsonNode.DeepEquals(JsonNode.Parse(again), JsonNode.Parse(written)).ShouldBeTrue(again);
    }

    private static Task<IReadOnlyList<ImportedFile>> Start(TestEngine engine) => engine.With<ImportDefinitions, IReadOnlyList<ImportedFile>>(x => x.Run("no such folder"));

    private sealed class Doubling : WorkflowBase<int>
    {
        protected override void Build(IWorkflowBuilder builder) => builder.Root = new SetVariable<int>(Result, context => context.GetInput<int>("Number") * 2);

        public Doubling()
        {
        }
    }

    private sealed class Silent : WorkflowBase;

    private class Asking : WorkflowBase
    {
        protected virtual string Greeting => "hello";

        protected override ValueTask BeforeBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
        {
            builder.WithDefinitionId("asking");
            return ValueTask.CompletedTask;
        }

        protected override void Build(IWorkflowBuilder builder)
        {
            var who = builder.WithInput("Who", typeof(string), x => x.StorageDriverType = typeof(WorkflowInstanceStorageDriver));
            builder.WithOutput<string>("Greeted");
            builder.Root = new Sequence
            {
                Activities =
                {
                    new WriteLine(context => $"{Greeting} {context.GetInput<string>(who)}"),
                    new Event("asked") { Id = "ask" },
                    Elsa.Workflows.Activities.Inline.From(context => context.WorkflowExecutionContext.Output["Greeted"] = context.GetWorkflowInput<string>("Who")),
                    new WriteLine(context => $"bye {context.GetInput<string>("Who")}")
                }
            };
        }
    }

    private sealed class AskingMore : Asking
    {
        protected override string Greeting => "hello again";

        protected override ValueTask AfterBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
        {
            builder.Version = 2;
            return ValueTask.CompletedTask;
        }
    }

    private class Plain : WorkflowBase
    {
        protected override void Build(IWorkflowBuilder builder)
        {
            builder.DefinitionId = "plain";
            builder.Name = "Plain words";
            builder.WorkflowOptions.UsableAsActivity = true;
            builder.WithInput<int>("Size").StorageDriverType = typeof(WorkflowInstanceStorageDriver);
            builder.WithCustomProperty("ours", "kept");
            builder.Root = new Sequence { Activities = { new WriteLine("plainly") } };
        }

        public Plain()
        {
        }
    }

    private sealed class Locked : WorkflowBase
    {
        protected override void Build(IWorkflowBuilder builder) => builder.AsReadonly().Root = new Sequence { Activities = { new WriteLine("plainly") } };
    }

    private sealed class OnPaid : WorkflowBase
    {
        protected override void Build(IWorkflowBuilder builder) =>
            builder.Root = new Sequence { Activities = { new Event(() => "paid-in-code") { CanStartWorkflow = true }, new WriteLine(() => "thanks") } };
    }

    public sealed class Open : WorkflowBase;
}
