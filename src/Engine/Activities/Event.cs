using Elsa.Workflows.Runtime.Stimuli;

namespace Elsa.Workflows.Runtime.Activities
{
    /// <summary>Waits for an event of a name, or starts a workflow when it is published. Result: the event's payload.</summary>
    [Activity("Elsa", "Primitives", "Wait for an event to be published.")]
    public class Event : Trigger<object?>
    {
        public const string EventInputWorkflowInputKey = "__EventPayloadWorkflowInput";

        [System.Text.Json.Serialization.JsonConstructor]
        private Event([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
        {
        }

        public Event(string eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Literal<string>(eventName), source, line)
        {
        }

        public Event(Func<string> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(eventName), source, line)
        {
        }

        public Event(Func<ExpressionExecutionContext, string?> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(eventName!), source, line)
        {
        }

        public Event(Variable<string> variable, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(variable), source, line)
        {
        }

        public Event(Literal<string> literal, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(literal), source, line)
        {
        }

        public Event(Input<string> eventName, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => EventName = eventName;

        [Input(Description = "The name of the event to listen for.")] public Input<string> EventName { get; set; } = null!;

        protected override object GetTriggerPayload(TriggerIndexingContext context) => context.GetEventStimulus(EventName.Get(context.ExpressionExecutionContext));

        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            if (context.IsTriggerOfWorkflow()) await OnEventAsync(context);
            else context.WaitForEvent(EventName.Get(context), OnEventAsync);
        }

        private async ValueTask OnEventAsync(ActivityExecutionContext context)
        {
            context.SetResult(context.GetEventInput());
            await context.CompleteActivityAsync();
        }
    }
}

namespace Elsa.Extensions
{
    /// <summary>Waits for events.</summary>
    public static class ActivityExecutionContextEventExtensions
    {
        /// <summary>Waits for the event; the instance's trigger does not wait, its callback runs at once.</summary>
        public static void WaitForEvent(this ActivityExecutionContext context, string eventName, ExecuteActivityDelegate? callback = null)
        {
            if (context.IsTriggerOfWorkflow())
            {
                // The event has happened already: it started this instance. What runs here has been awaited by the runner as a whole.
                if (callback?.Invoke(context) is { IsCompleted: false })
                    throw new InvalidOperationException("Expected the callback of an event that started the workflow to run through, found it still running. Test IsTriggerOfWorkflow and await the callback.");
                return;
            }

            context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = EventTypeName, Stimulus = new EventStimulus(eventName), Callback = callback });
        }

        public static EventStimulus GetEventStimulus(this TriggerIndexingContext context, string eventName)
        {
            context.TriggerName = EventTypeName;
            return new EventStimulus(eventName);
        }

        /// <summary>The payload of the event that resumed or started the activity.</summary>
        public static object? GetEventInput(this ActivityExecutionContext context) =>
            context.WorkflowInput.TryGetValue(Elsa.Workflows.Runtime.Activities.Event.EventInputWorkflowInputKey, out var payload) ? payload : null;

        internal static readonly string EventTypeName = ActivityShape.TypeNameOf(typeof(Elsa.Workflows.Runtime.Activities.Event));
    }
}
