namespace Elsa.Workflows
{
    public enum ActivityKind { Action = 0, Trigger = 1, Job = 2, Task = 3 }

    public enum ActivityStatus { Pending = 0, Running = 1, Completed = 2, Canceled = 3, Faulted = 4 }

    public enum WorkflowStatus { Running = 0, Finished = 1 }

    public enum WorkflowSubStatus { Pending = 0, Executing = 1, Suspended = 2, Finished = 3, Cancelled = 4, Faulted = 5, Interrupted = 6 }

    public enum ForkJoinMode { WaitAll = 0, WaitAny = 1 }

    public enum SwitchMode { MatchFirst = 0, MatchAny = 1 }

    /// <summary>The categories of a Fault activity.</summary>
    public static class DefaultFaultTypes
    {
        public const string System = "System";
        public const string Business = "Business";
        public const string Integration = "Integration";
    }
}

namespace Elsa.Workflows.LogPersistence
{
    public enum LogPersistenceMode { Inherit = 0, Include = 1, Exclude = 2 }
}

namespace Elsa.Workflows.Models
{
    public enum PortType { Embedded = 0, Flow = 1 }

    public enum WorkflowExecutionMode { Synchronous = 0, Asynchronous = 1 }
}

namespace Elsa.Workflows.Activities.Flowchart.Models
{
    public enum FlowJoinMode { WaitAll = 0, WaitAllActive = 1, WaitAny = 2 }

    public enum FlowchartExecutionMode { Default = 0, TokenBased = 1, CounterBased = 2 }

    public enum MergeMode { None = 0, Stream = 1, Merge = 2, Converge = 3, Cascade = 4, Race = 5 }
}

namespace Elsa.Common.Entities
{
    public enum OrderDirection { Ascending = 0, Descending = 1 }
}

namespace Elsa.Workflows.Management.Enums
{
    public enum TimestampFilterOperator { Is = 0, IsNot = 1, LessThan = 2, GreaterThan = 3, LessThanOrEqual = 4, GreaterThanOrEqual = 5 }
}
