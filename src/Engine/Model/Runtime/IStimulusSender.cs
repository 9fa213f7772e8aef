using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Results;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Sends stimuli: starts what is triggered by them, resumes what waits for them.</summary>
    public interface IStimulusSender
    {
        Task<SendStimulusResult> SendAsync(string activityTypeName, object stimulus, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default);
        Task<SendStimulusResult> SendAsync(string stimulusHash, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default);
    }
}

namespace Elsa.Workflows.Runtime.Results
{
    /// <summary>The instances that ran.</summary>
    public record SendStimulusResult(ICollection<RunWorkflowInstanceResponse> WorkflowInstanceResponses);
}
