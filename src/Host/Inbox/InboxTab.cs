namespace Workflows.Host.Inbox;

/// <summary>The parts of the inbox: five lists, and three queues that are the first list with its kind fixed.</summary>
public enum InboxTab { Todo, Escalated, Done, Started, Copies, Seals, Filings, Publications }

/// <summary>How near the deadline is; each includes what is overdue.</summary>
public enum DueWithin { Overdue, ThreeDays, Week }

/// <summary>What of the open work a person wants to see, as it stands in the address of the page.</summary>
public sealed record InboxChoice(long? CallId = null, string? Kind = null, string? Search = null, DueWithin? Due = null);
