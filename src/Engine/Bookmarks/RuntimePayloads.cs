namespace Elsa.Workflows.Runtime.Bookmarks;

/// <summary>Waits for an event.</summary>
public record EventBookmarkPayload(string EventName);

/// <summary>Waits for a dispatched child.</summary>
public record DispatchWorkflowBookmark(string ChildInstanceId);

/// <summary>Waits for a child.</summary>
public record ExecuteWorkflowPayload(string ChildInstanceId);
