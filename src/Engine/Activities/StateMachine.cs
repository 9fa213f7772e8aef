using Elsa.Workflows.Activities.StateMachine.Models;

namespace Elsa.Workflows.Activities.StateMachine.Models
{
    /// <summary>A state of a <see cref="Activities.StateMachine"/>: what runs when it is entered and when it is left.</summary>
    public class StateMachineState
    {
        public string Name { get; set; } = null!;
        public IActivity? Entry { get; set; }
        public IActivity? Exit { get; set; }
    }

    /// <summary>A way from one state to another: the activity whose end takes it, on which condition, and what runs on the way.</summary>
    public class Transition
    {
        public string? Name { get; set; }
        public string? DisplayName { get; set; }
        public string From { get; set; } = null!;
        public string To { get; set; } = null!;

        /// <summary>Runs while the state lasts. A transition without one is never taken.</summary>
        public IActivity? Trigger { get; set; }

        /// <summary>Looked at when the trigger has completed; if it does not hold, the trigger runs again. None: it holds.</summary>
        public Input<bool>? Condition { get; set; }

        public IActivity? Action { get; set; }
    }
}

namespace Elsa.Workflows.Activities.StateMachine.Activities
{
    /// <summary>
    /// Is in one state at a time. Entering a state runs its entry, then all triggers that lead out of it, side by side. The first that completes
    /// and whose condition holds takes its transition: the other triggers are cancelled, then the action runs, then the exit of the state that is
    /// left, then the next state is entered. A state that nothing leads out of ends the machine.
    /// </summary>
    [Activity("Elsa", "Flow", "Executes a state machine made of named states and trigger-driven transitions.")]
    public class StateMachine : Activity
    {
        private const string State = "CurrentState";

        public StateMachine([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
        {
        }

        public ICollection<StateMachineState> States { get; set; } = new List<StateMachineState>();
        public ICollection<Transition> Transitions { get; set; } = new List<Transition>();
        public string? InitialState { get; set; }

        /// <summary>Where a definition says that it starts, before <see cref="InitialState"/>. Where an instance stands is kept with the instance.</summary>
        public string? CurrentState { get; set; }

        /// <summary>All activities in states and transitions.</summary>
        public IEnumerable<IActivity> Activities => States.SelectMany(x => new[] { x.Entry, x.Exit }).Concat(Transitions.SelectMany(x => new[] { x.Trigger, x.Action })).OfType<IActivity>();

        protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => EnterAsync(context, string.IsNullOrWhiteSpace(CurrentState) ? InitialState : CurrentState);

        private async ValueTask EnterAsync(ActivityExecutionContext context, string? name)
        {
            if (Find(name) is not { } state)
            {
                await context.CompleteActivityAsync();
                return;
            }

            context.SetProperty(State, state.Name);
            context.AddExecutionLogEntry("State entered", state.Name, payload: new Dictionary<string, object> { ["State"] = state.Name });
            if (state.Entry != null) await context.ScheduleActivityAsync(state.Entry, OnEnteredAsync);
            else await RunTriggersAsync(context);
        }

        private ValueTask OnEnteredAsync(ActivityCompletedContext context) => RunTriggersAsync(context.TargetContext);

        private async ValueTask RunTriggersAsync(ActivityExecutionContext context)
        {
            var state = context.GetProperty<string>(State);
            var leading = Transitions.Select((transition, index) => (Transition: transition, Index: index)).Where(x => x.Transition.From == state && x.Transition.Trigger != null && Find(x.Transition.To) != null).ToList();
            if (leading.Count == 0) await context.CompleteActivityAsync();
            foreach (var (transition, index) in leading) await context.ScheduleActivityAsync(transition.Trigger, OnTriggeredAsync, index);
        }

        private async ValueTask OnTriggeredAsync(ActivityCompletedContext context)
        {
            var machine = context.TargetContext;
            var (index, transition) = Current(machine);
            if (!await HoldsAsync(machine, transition.Condition))
            {
                await machine.ScheduleActivityAsync(transition.Trigger, OnTriggeredAsync, index);
                return;
            }

            machine.WorkflowExecutionContext.Unschedule(machine);
            machine.ClearCompletionCallbacks();
            foreach (var other in machine.Children.Where(x => x != context.ChildContext && !x.IsCompleted).ToList()) await other.CancelActivityAsync();
            if (transition.Action != null) await machine.ScheduleActivityAsync(transition.Action, OnActedAsync, index);
            else await LeaveAsync(machine, index, transition);
        }

        private ValueTask OnActedAsync(ActivityCompletedContext context)
        {
            var (index, transition) = Current(context.TargetContext);
            return LeaveAsync(context.TargetContext, index, transition);
        }

        private async ValueTask LeaveAsync(ActivityExecutionContext machine, int index, Transition transition)
        {
            if (Find(transition.From)?.Exit is { } exit) await machine.ScheduleActivityAsync(exit, OnLeftAsync, index);
            else await EnterAsync(machine, transition.To);
        }

        private ValueTask OnLeftAsync(ActivityCompletedContext context) => EnterAsync(context.TargetContext, Current(context.TargetContext).Transition.To);

        private (int Index, Transition Transition) Current(ActivityExecutionContext machine)
        {
            var index = machine.Tag.ConvertTo<int>();
            return (index, Transitions.ElementAt(index));
        }

        private StateMachineState? Find(string? name) => States.FirstOrDefault(x => x.Name == name && !string.IsNullOrWhiteSpace(name));

        private static async ValueTask<bool> HoldsAsync(ActivityExecutionContext machine, Input<bool>? condition) => condition switch
        {
            null or { Expression: { Type: "Literal", Value: null or "" } } => true,
            { Expression: { } expression } => await machine.WorkflowExecutionContext.Evaluator.EvaluateAsync<bool>(expression, machine.ExpressionExecutionContext),
            _ => machine.Get(condition)
        };
    }
}
