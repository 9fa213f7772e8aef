using Elsa.Workflows.Runtime.Results;

namespace Workflows.Engine;

/// <summary>Elsa's sender, over the <see cref="WorkflowRuntime"/>.</summary>
internal sealed class StimulusSender(WorkflowRuntime runtime) : IStimulusSender
{
    public async Task<SendStimulusResult> SendAsync(string activityTypeName, object stimulus, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default) =>
        new((await runtime.SendStimulusAsync(activityTypeName, stimulus, metadata, cancellationToken)).ToResponses());

    public async Task<SendStimulusResult> SendAsync(string stimulusHash, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default) =>
        new((await runtime.SendStimulusAsync(stimulusHash, metadata, cancellationToken)).ToResponses());
}
