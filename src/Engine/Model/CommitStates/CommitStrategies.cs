namespace Elsa.Workflows.CommitStates
{
    public enum CommitAction { Default = 0, Commit = 1, Skip = 2 }

    public enum WorkflowLifetimeEvent { WorkflowExecuting = 0, ActivityExecuting = 1, ActivityExecuted = 2, WorkflowExecuted = 3 }

    public enum ActivityLifetimeEvent { ActivityExecuting = 0, ActivityExecuted = 1 }

    public record WorkflowCommitStateStrategyContext(WorkflowExecutionContext WorkflowExecutionContext, WorkflowLifetimeEvent LifetimeEvent);

    public record ActivityCommitStateStrategyContext(ActivityExecutionContext ActivityExecutionContext, ActivityLifetimeEvent LifetimeEvent);

    /// <summary>
    /// When an official server commits an instance's state. In this engine everything a run changes is committed together with the caller's
    /// unit of work, so a strategy is kept and shown but commits nothing earlier.
    /// </summary>
    public interface IWorkflowCommitStrategy
    {
        CommitAction ShouldCommit(WorkflowCommitStateStrategyContext context);
    }

    /// <inheritdoc cref="IWorkflowCommitStrategy"/>
    public interface IActivityCommitStrategy
    {
        CommitAction ShouldCommit(ActivityCommitStateStrategyContext context);
    }
}

namespace Elsa.Workflows.CommitStates.Strategies
{
    /// <summary>Before the workflow runs.</summary>
    public class WorkflowExecutingWorkflowStrategy : IWorkflowCommitStrategy
    {
        public CommitAction ShouldCommit(WorkflowCommitStateStrategyContext context) => context.LifetimeEvent == WorkflowLifetimeEvent.WorkflowExecuting ? CommitAction.Commit : CommitAction.Default;
    }

    /// <summary>After the workflow has run; the default.</summary>
    public class WorkflowExecutedWorkflowStrategy : IWorkflowCommitStrategy
    {
        public CommitAction ShouldCommit(WorkflowCommitStateStrategyContext context) => context.LifetimeEvent == WorkflowLifetimeEvent.WorkflowExecuted ? CommitAction.Commit : CommitAction.Default;
    }

    /// <summary>Before each activity.</summary>
    public class ActivityExecutingWorkflowStrategy : IWorkflowCommitStrategy
    {
        public CommitAction ShouldCommit(WorkflowCommitStateStrategyContext context) => context.LifetimeEvent == WorkflowLifetimeEvent.ActivityExecuting ? CommitAction.Commit : CommitAction.Default;
    }

    /// <summary>After each activity.</summary>
    public class ActivityExecutedWorkflowStrategy : IWorkflowCommitStrategy
    {
        public CommitAction ShouldCommit(WorkflowCommitStateStrategyContext context) => context.LifetimeEvent == WorkflowLifetimeEvent.ActivityExecuted ? CommitAction.Commit : CommitAction.Default;
    }

    /// <summary>Before the activity.</summary>
    public class ExecutingActivityStrategy : IActivityCommitStrategy
    {
        public CommitAction ShouldCommit(ActivityCommitStateStrategyContext context) => context.LifetimeEvent == ActivityLifetimeEvent.ActivityExecuting ? CommitAction.Commit : CommitAction.Default;
    }

    /// <summary>After the activity.</summary>
    public class ExecutedActivityStrategy : IActivityCommitStrategy
    {
        public CommitAction ShouldCommit(ActivityCommitStateStrategyContext context) => context.LifetimeEvent == ActivityLifetimeEvent.ActivityExecuted ? CommitAction.Commit : CommitAction.Default;
    }

    /// <summary>Before and after the activity.</summary>
    public class CommitAlwaysActivityStrategy : IActivityCommitStrategy
    {
        public CommitAction ShouldCommit(ActivityCommitStateStrategyContext context) => CommitAction.Commit;
    }

    /// <summary>Never on account of the activity.</summary>
    public class CommitNeverActivityStrategy : IActivityCommitStrategy
    {
        public CommitAction ShouldCommit(ActivityCommitStateStrategyContext context) => CommitAction.Skip;
    }
}
