namespace Workflows.Host.Inbox;

/// <summary>The parts of the inbox: five lists, and three queues that are the first list with its kind fixed.</summary>
public enum InboxTab { Todo, Escalated, Done, Started, Copies, Seals, Filings, Publications }

/// <summary>What the parts of the inbox share.</summary>
internal static class InboxTabs
{
    /// <summary>The one kind of work of a queue.</summary>
    public static string? Kind(this InboxTab tab) => tab switch
    {
        InboxTab.Seals => "ApplySeal",
        InboxTab.Filings => "RecordFiling",
        InboxTab.Publications => "PublishList",
        _ => null,
    };

    /// <summary>Whether it lists open work of the caller, which is filtered and sorted; the other parts are searched only.</summary>
    public static bool IsOpenWork(this InboxTab tab) => tab == InboxTab.Todo || tab.Kind() is not null;
}
