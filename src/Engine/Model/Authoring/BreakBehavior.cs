namespace Elsa.Workflows.Behaviors
{
    /// <summary>Lets a Break inside end the loop: it marks the loop, which then starts no further round.</summary>
    public class BreakBehavior : Behavior
    {
        public BreakBehavior(IActivity owner) : base(owner) => OnSignalReceived<BreakSignal>((_, context) =>
        {
            context.StopPropagation();
            context.ReceiverActivityExecutionContext.SetIsBreaking();
        });
    }
}

namespace Elsa.Workflows
{
    /// <summary>The mark that a loop, or a sequence inside it, is being left.</summary>
    public static class BreakBehaviorActivityExecutionContextExtensions
    {
        private const string IsBreaking = "IsBreaking";

        public static bool GetIsBreaking(this ActivityExecutionContext context) => context.GetProperty<bool>(IsBreaking);

        public static void SetIsBreaking(this ActivityExecutionContext context) => context.SetProperty(IsBreaking, true);
    }
}
