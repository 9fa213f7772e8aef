using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;

namespace Workflows.Engine.Bookmarks;

/// <summary>Queues stimuli in the caller's unit of work.</summary>
internal sealed class StimulusDispatcher(WorkflowRuntime runtime) : IStimulusDispatcher
{
    public Task<DispatchStimulusResponse> SendAsync(DispatchStimulusRequest request, CancellationToken cancellationToken = default)
    {
        if (request.StimulusHash is { } hash) runtime.QueueStimulus(hash, request.Metadata);
        else
            runtime.QueueStimulus(
                request.ActivityTypeName ?? throw new ArgumentException("Expected a hash or the name of an activity type, found neither.", nameof(request)), request.Stimulus, request.Metadata);
        return Task.FromResult(DispatchStimulusResponse.Empty);
    }
}
