using System.Text.Json.Nodes;
using Elsa.Workflows.Activities.StateMachine.Activities;
using Elsa.Workflows.Activities.StateMachine.Models;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workflows.Engine.Serialization;
using Workflows.Engine.Tests.Serialization;

namespace Workflows.Engine.Tests.Activities;

public class StateMachineTests
{
    [Fact]
    public async Task A_transition_runs_action_exit_and_entry_and_cancels_the_other_triggers()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { Order(), new Step("after") } });

        engine.Trace(id).ShouldBe("opened pay? cancel?");
        await engine.Resume(id, "pay");

        engine.Trace(id).ShouldBe("opened pay? cancel? pay! pay cancel~ receipt left ship?");
        await engine.Resume(id, "ship");
        engine.Trace(id).ShouldEndWith("ship! ship after");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Journal(id).Where(x => x.EventName == "State entered").Select(x => x.Message).ShouldBe(["Open", "Paid", "Done"]);
    }

    [Fact]
    public async Task A_trigger_whose_condition_does_not_hold_is_awaited_again_and_the_others_go_on_waiting()
    {
        await using var engine = new TestEngine();
        var machine = Order();
        machine.Transitions.First().Condition = new Input<bool>(x => x.GetInput<int>("Amount") >= 100);
        var id = await engine.Run(machine);

        await engine.Resume(id, "pay", input: new Dictionary<string, object> { ["Amount"] = 20 });
        engine.Waiting(id).ShouldBe("cancel pay");
        await engine.Resume(id, "pay", input: new Dictionary<string, object> { ["Amount"] = 120 });
        engine.Waiting(id).ShouldBe("ship");
    }

    [Fact]
    public async Task A_condition_in_a_definition_is_read_and_an_empty_one_holds()
    {
        await using var engine = new TestEngine();
        var machine = Order();
        machine.Transitions.First().Condition = new Input<bool>(new Expression("Literal", ""));
        var id = await engine.Run(machine);
        await engine.Resume(id, "pay");
        engine.Waiting(id).ShouldBe("ship");

        machine = Order();
        machine.Transitions.First().Condition = new Input<bool>(new Expression("JavaScript", "getInput('Outcome') == 'yes'"));
        id = await engine.Run(machine);
        await engine.Resume(id, "pay", "no");
        engine.Waiting(id).ShouldBe("cancel pay");
        await engine.Resume(id, "pay", "yes");
        engine.Waiting(id).ShouldBe("ship");
    }

    [Fact]
    public async Task Without_a_state_to_start_in_it_is_done()
    {
        await using var engine = new TestEngine();
        engine.Status(await engine.Run(new StateMachine())).ShouldBe(WorkflowSubStatus.Finished);
        engine.Status(await engine.Run(new StateMachine { InitialState = "Nowhere", States = { new StateMachineState { Name = "Open" } } })).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_definition_can_start_in_another_state_and_instances_do_not_move_each_other()
    {
        await using var engine = new TestEngine();
        var machine = Order();
        machine.CurrentState = "Paid";
        var id = await engine.Run(machine);
        engine.Waiting(id).ShouldBe("ship");

        machine = Order();
        var first = await engine.Run(machine);
        await engine.Resume(first, "pay");
        var second = (await engine.Start("flow")).Instance!.Id;
        engine.Waiting(second).ShouldBe("cancel pay");
    }

    [Fact]
    public void Its_JSON_is_read_and_written_back_the_same()
    {
        var json = JsonNode.Parse("""
            { "id": "m", "nodeId": "Workflow1:m", "name": "StateMachine1", "type": "Elsa.StateMachine", "version": 1, "customProperties": {}, "metadata": {},
              "states": [
                { "name": "Open", "entry": { "id": "a", "nodeId": "Workflow1:m:a", "name": null, "type": "Elsa.End", "version": 1, "customProperties": {}, "metadata": {} }, "exit": null },
                { "name": "Done", "entry": null, "exit": null } ],
              "transitions": [
                { "name": "pay", "displayName": "Pay", "from": "Open", "to": "Done",
                  "trigger": { "id": "t", "nodeId": "Workflow1:m:t", "name": null, "type": "Elsa.Start", "version": 1, "customProperties": {}, "metadata": {} },
                  "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "true" } }, "action": null } ],
              "initialState": "Open", "currentState": null }
            """)!.AsObject();
        var read = Sample.Services.GetRequiredService<ActivityReader>().Read(json).ShouldBeOfType<StateMachine>();

        read.Activities.Select(x => x.Id).ShouldBe(["a", "t"]);
        read.Transitions.Single().Condition!.Expression!.Type.ShouldBe("JavaScript");
        foreach (var activity in read.Activities.Prepend(read)) activity.NodeId = activity == read ? "Workflow1:m" : $"Workflow1:m:{activity.Id}";
        var written = Sample.Services.GetRequiredService<ActivityWriter>().Write(read);
        JsonNode.DeepEquals(written, json).ShouldBeTrue(written.ToJsonString());
        ActivityJson.Children(json, "$").Select(x => x.Path).ShouldBe(["$.states[0].entry", "$.transitions[0].trigger"]);
    }

    /// <summary>Random machines, resumed at random: what ran, in order, and what waits is what an automaton played by hand says.</summary>
    [Property(MaxTest = 200, Arbitrary = [typeof(Machines)])]
    public async Task A_random_machine_does_what_an_automaton_does(Machine machine, int seed)
    {
        var random = new Random(seed);
        await using var engine = new TestEngine();
        var play = new Play(machine);
        var id = await engine.Run(machine.Built());
        for (var step = 0; step < 40; step++)
        {
            var story = $"{machine} seed {seed}: {engine.Trace(id)}";
            engine.Completed(id).ShouldBe(string.Join(' ', play.Ran), story);
            engine.Waiting(id).ShouldBe(string.Join(' ', play.Waiting.Order(StringComparer.Ordinal)), story);
            engine.Status(id).ShouldBe(play.Waiting.Count == 0 ? WorkflowSubStatus.Finished : WorkflowSubStatus.Suspended, story);
            if (play.Waiting.Count == 0) return;
            var (task, outcome) = (play.Waiting[random.Next(play.Waiting.Count)], random.Next(3) == 0 ? "no" : "yes");
            await engine.Resume(id, task, outcome);
            play.Complete(task, outcome == "yes");
        }
    }

    private static StateMachine Order() => new()
    {
        InitialState = "Open",
        States = { new StateMachineState { Name = "Open", Entry = new Step("opened"), Exit = new Step("left") }, new StateMachineState { Name = "Paid" }, new StateMachineState { Name = "Done" } },
        Transitions =
        {
            new Transition { From = "Open", To = "Paid", Trigger = new Wait("pay"), Action = new Step("receipt") },
            new Transition { From = "Open", To = "Done", Trigger = new Wait("cancel") },
            new Transition { From = "Paid", To = "Done", Trigger = new Wait("ship") },
            new Transition { From = "Paid", To = "Nowhere", Trigger = new Wait("never") },
            new Transition { From = "Paid", To = "Open" }
        }
    };

    /// <summary>Something that may stand at a place: nothing, a step, or one that waits.</summary>
    public enum Does { Nothing, Runs, Waits }

    public sealed record Way(int From, int To, bool Conditional, Does Action);

    public sealed record Machine((Does Entry, Does Exit)[] States, Way[] Ways)
    {
        public override string ToString() => $"{string.Join(' ', States.Select((x, i) => $"S{i}({x.Entry},{x.Exit})"))} {string.Join(' ', Ways.Select((x, i) => $"t{i}:{x.From}→{x.To}{(x.Conditional ? "?" : "")}({x.Action})"))}";

        public StateMachine Built() => new()
        {
            InitialState = "S0",
            States = States.Select((x, i) => new StateMachineState { Name = $"S{i}", Entry = Activity(x.Entry, $"in{i}"), Exit = Activity(x.Exit, $"out{i}") }).ToList(),
            Transitions = Ways.Select((x, i) => new Transition
            {
                From = $"S{x.From}", To = $"S{x.To}", Trigger = new Wait($"t{i}"), Action = Activity(x.Action, $"act{i}"), Condition = x.Conditional ? new Input<bool>(y => y.GetInput<string>("Outcome") == "yes") : null
            }).ToList()
        };

        private static IActivity? Activity(Does does, string id) => does switch { Does.Runs => new Step(id), Does.Waits => new Wait(id), _ => null };
    }

    private sealed class Play
    {
        private readonly Machine _machine;
        private Action? _next;
        private int _state;

        public Play(Machine machine)
        {
            _machine = machine;
            Enter(0);
        }

        public List<string> Ran { get; } = [];
        public List<string> Waiting { get; private set; } = [];

        public void Complete(string task, bool yes)
        {
            Ran.Add(task);
            if (_next is { } next)
            {
                Waiting = [];
                next();
                return;
            }

            var index = int.Parse(task[1..], System.Globalization.CultureInfo.InvariantCulture);
            var way = _machine.Ways[index];
            if (way.Conditional && !yes) return;
            Waiting = [];
            At(way.Action, $"act{index}", () => At(_machine.States[way.From].Exit, $"out{way.From}", () => Enter(way.To)));
        }

        private void Enter(int state)
        {
            _state = state;
            At(_machine.States[state].Entry, $"in{state}", () =>
            {
                _next = null;
                Waiting = _machine.Ways.Select((x, i) => (Way: x, Name: $"t{i}")).Where(x => x.Way.From == _state).Select(x => x.Name).ToList();
            });
        }

        private void At(Does does, string id, Action then)
        {
            if (does == Does.Waits)
            {
                Waiting = [id];
                _next = then;
                return;
            }

            if (does == Does.Runs) Ran.Add(id);
            then();
        }
    }

    private static class Machines
    {
        public static Arbitrary<Machine> Any()
        {
            var does = Gen.Elements(Does.Nothing, Does.Runs, Does.Waits);
            var state = from entry in does from exit in does select (entry, exit);
            return (from count in Gen.Choose(1, 4)
                    from states in state.ArrayOf(count)
                    from ways in Gen.Choose(0, 6)
                    let way = from a in Gen.Choose(0, count - 1) from b in Gen.Choose(0, count - 1) from conditional in Gen.Elements(true, false) from action in does select new Way(a, b, conditional, action)
                    from all in way.ArrayOf(ways)
                    select new Machine(states, all)).ToArbitrary();
        }
    }
}
