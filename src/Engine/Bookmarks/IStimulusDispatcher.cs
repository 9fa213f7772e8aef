using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Sends a stimulus later: after the commit of the unit of work that asked for it, each matching instance in a unit of its own.</summary>
    public interface IStimulusDispatcher
    {
        Task<DispatchStimulusResponse> SendAsync(DispatchStimulusRequest request, CancellationToken cancellationToken = default);
    }
}

namespace Elsa.Workflows.Runtime.Requests
{
    /// <summary>A stimulus to send; with a hash the name and the stimulus are not needed.</summary>
    public class DispatchStimulusRequest
    {
        public string? ActivityTypeName { get; set; }
        public object? Stimulus { get; set; }
        public string? StimulusHash { get; set; }
        public StimulusMetadata? Metadata { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Responses
{
    /// <summary>The stimulus will be sent.</summary>
    public record DispatchStimulusResponse
    {
        public static DispatchStimulusResponse Empty { get; } = new();
    }
}
