using Elsa.Http;
using Elsa.Http.Bookmarks;

namespace Workflows.Engine;

/// <summary>An endpoint that a request is meant for: the trigger of a published workflow, or the bookmark of an instance that waits.</summary>
public sealed record EndpointMatch(HttpEndpointBookmarkPayload Endpoint, IDictionary<string, object> RouteData, StoredTrigger? Trigger, StoredBookmark? Bookmark);

/// <summary>The endpoints a request is meant for (one, unless several fit equally well), and the methods that the path takes instead if there is none.</summary>
public sealed record FoundEndpoints(IReadOnlyList<EndpointMatch> Matches, IReadOnlyList<string> OtherMethods);

/// <summary>
/// Finds who answers a request: published workflows first, then instances that wait. Of two paths that fit, the one with more words is meant. A request
/// that names an instance starts none.
/// </summary>
public sealed class HttpEndpoints(IWorkflowStore store)
{
    public async Task<FoundEndpoints> FindAsync(string method, string path, string? instanceId = null, string? correlationId = null, CancellationToken cancellationToken = default)
    {
        var otherMethods = new HashSet<string>(StringComparer.Ordinal);
        if (instanceId == null)
        {
            var triggers = await store.ListTriggersNamedAsync(HttpStimulusNames.HttpEndpoint, cancellationToken);
            if (Best(triggers.Select(x => (x.Payload, Trigger: (StoredTrigger?)x, Bookmark: (StoredBookmark?)null)), method, path, otherMethods) is { Count: > 0 } found) return new FoundEndpoints(found, []);
        }

        var bookmarks = await store.ListBookmarksAsync(new BookmarkFilter { Name = HttpStimulusNames.HttpEndpoint, WorkflowInstanceId = instanceId, CorrelationId = correlationId }, cancellationToken);
        var waiting = Best(bookmarks.Select(x => (x.Payload, Trigger: (StoredTrigger?)null, Bookmark: (StoredBookmark?)x)), method, path, otherMethods);
        return new FoundEndpoints(waiting, waiting.Count > 0 ? [] : [.. otherMethods.Order(StringComparer.Ordinal)]);
    }

    private static List<EndpointMatch> Best(IEnumerable<(object? Payload, StoredTrigger? Trigger, StoredBookmark? Bookmark)> all, string method, string path, HashSet<string> otherMethods)
    {
        var fitting = new List<(EndpointMatch Match, int Words)>();
        foreach (var (payload, trigger, bookmark) in all)
        {
            if (HttpEndpointBookmarkPayload.Of(payload) is not { } endpoint) continue;
            var template = RouteTemplate.Parse(endpoint.Path);
            if (template.Match(path) is not { } values) continue;
            if (endpoint.Method != method.ToLowerInvariant()) otherMethods.Add(endpoint.Method.ToUpperInvariant());
            else fitting.Add((new EndpointMatch(endpoint, values, trigger, bookmark), template.Words));
        }

        var most = fitting.Select(x => x.Words).DefaultIfEmpty().Max();
        return [.. fitting.Where(x => x.Words == most).Select(x => x.Match)];
    }
}
