using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Options;

namespace Workflows.Engine;

/// <summary>Elsa's resumer, over the <see cref="WorkflowRuntime"/>.</summary>
internal sealed class WorkflowResumer(WorkflowRuntime runtime, IWorkflowStore store, IStimulusHasher hasher) : IWorkflowResumer
{
    public Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(object stimulus, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default) where TActivity : IActivity =>
        ResumeAsync<TActivity>(stimulus, null, options, cancellationToken);

    public Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(object stimulus, string? workflowInstanceId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default) where TActivity : IActivity =>
        ResumeAsync(new BookmarkFilter { Hash = hasher.Hash(ActivityShape.TypeNameOf(typeof(TActivity)), stimulus), WorkflowInstanceId = workflowInstanceId }, options, cancellationToken);

    public Task<RunWorkflowInstanceResponse?> ResumeAsync<TActivity>(string bookmarkId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default) where TActivity : IActivity =>
        ResumeAsync(bookmarkId, options?.Input ?? new Dictionary<string, object>(), cancellationToken);

    public async Task<RunWorkflowInstanceResponse?> ResumeAsync(string bookmarkId, IDictionary<string, object> input, CancellationToken cancellationToken = default)
    {
        var run = await runtime.ResumeAsync(bookmarkId, input, cancellationToken: cancellationToken);
        return run.Ran ? run.Instance!.ToResponse() : null;
    }

    public Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(ResumeBookmarkRequest request, CancellationToken cancellationToken = default) =>
        ResumeAsync(
            new BookmarkFilter { BookmarkId = request.BookmarkId, WorkflowInstanceId = request.WorkflowInstanceId, ActivityInstanceId = request.ActivityInstanceId },
            new ResumeBookmarkOptions { Input = request.Input, Properties = request.Properties }, cancellationToken);

    public async Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(BookmarkFilter filter, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
    {
        var runs = new List<WorkflowRun>();
        foreach (var bookmark in await store.ListBookmarksAsync(filter, cancellationToken))
            runs.Add(await runtime.RunAsync(bookmark.WorkflowInstanceId, new RunWorkflowOptions { BookmarkId = bookmark.Id, Input = options?.Input, Properties = options?.Properties }, cancellationToken));
        return runs.ToResponses();
    }
}
