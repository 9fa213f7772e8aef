using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Options;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Resumes bookmarks. What no longer waits is left out of the answer, or answered with null.</summary>
    public interface IWorkflowResumer
    {
        Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(object stimulus, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default) where TActivity : IActivity;
        Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(object stimulus, string? workflowInstanceId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default) where TActivity : IActivity;
        Task<RunWorkflowInstanceResponse?> ResumeAsync<TActivity>(string bookmarkId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default) where TActivity : IActivity;
        Task<RunWorkflowInstanceResponse?> ResumeAsync(string bookmarkId, IDictionary<string, object> input, CancellationToken cancellationToken = default);
        Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(ResumeBookmarkRequest request, CancellationToken cancellationToken = default);
        Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(BookmarkFilter filter, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default);
    }

    /// <summary>Which bookmark to resume, and with what.</summary>
    public class ResumeBookmarkRequest
    {
        public string? WorkflowInstanceId { get; set; }
        public string? BookmarkId { get; set; }
        public string? ActivityInstanceId { get; set; }
        public ActivityHandle? ActivityHandle { get; set; }
        public IDictionary<string, object>? Input { get; set; }
        public IDictionary<string, object>? Properties { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Options
{
    /// <summary>With what to resume a bookmark.</summary>
    public class ResumeBookmarkOptions
    {
        public IDictionary<string, object>? Input { get; set; }
        public IDictionary<string, object>? Properties { get; set; }
    }
}
