using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;

namespace Workflows.Host.Inbox;

/// <summary>How near the deadline is; each includes what is overdue.</summary>
public enum DueWithin { Overdue, ThreeDays, Week }

/// <summary>What a person wants to see of the inbox, as it stands in the address of the page. What an address says wrongly counts as not said.</summary>
public sealed record InboxChoice(InboxTab Tab = InboxTab.Todo)
{
    public string? Search { get; init; }
    public long? CallId { get; init; }
    public string? Kind { get; init; }
    public string? ChainId { get; init; }
    public long? UnitId { get; init; }
    public AdminLevel? Level { get; init; }
    public DueWithin? Due { get; init; }
    public bool IsUrgent { get; init; }
    public InboxSort Sort { get; init; }

    /// <summary>Something is left out beside what the tab leaves out.</summary>
    public bool IsFiltered => this != new InboxChoice(Tab) { Sort = Sort };

    /// <summary>Of the filters that are folded away on the page one is set.</summary>
    public bool HasMore => ChainId is not null || UnitId is not null || Level is not null || Kind is not null || IsUrgent;

    /// <summary>The address of the page that shows it.</summary>
    public string Address => Query.Length == 0 ? "/inbox" : $"/inbox?{Query}";

    /// <summary>The part of the address after the question mark; the same choice has the same one.</summary>
    public string Query => string.Join('&', Parts().Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));

    public static InboxChoice Of(string query)
    {
        var parts = QueryHelpers.ParseQuery(query);
        string? Text(string key) => parts.TryGetValue(key, out var values) && values.ToString().Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 100)] : null;
        long? Id(string key) => long.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        T? Name<T>(string key) where T : struct, Enum => Text(key) is { } text && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;

        var tab = Name<InboxTab>("tab") ?? InboxTab.Todo;
        var choice = new InboxChoice(tab) { Search = Text("q") };
        if (!tab.IsOpenWork()) return choice;
        return choice with
        {
            CallId = Id("call"),
            Kind = tab.Kind() is null ? Text("kind") : null,
            ChainId = Text("chain"),
            UnitId = Id("unit"),
            Level = Name<AdminLevel>("level"),
            Due = Name<DueWithin>("due"),
            IsUrgent = Text("urgent") == "true",
            Sort = Name<InboxSort>("sort") ?? InboxSort.Newest,
        };
    }

    public InboxFilter ToFilter(DateTimeOffset now) => new()
    {
        CallId = CallId, Kind = Tab.Kind() ?? Kind, ChainId = ChainId, UnitId = UnitId, Level = Level, Text = Search, DueBy = Due?.By(now), IsUrgent = IsUrgent, Sort = Sort,
    };

    private IEnumerable<KeyValuePair<string, string>> Parts()
    {
        string?[] values =
        [
            Tab == InboxTab.Todo ? null : Lower(Tab), Search, Text(CallId), Kind, ChainId, Text(UnitId), Lower(Level), Lower(Due), IsUrgent ? "true" : null, Sort == InboxSort.Newest ? null : Lower(Sort),
        ];
        string[] keys = ["tab", "q", "call", "kind", "chain", "unit", "level", "due", "urgent", "sort"];
        return keys.Zip(values).Where(part => part.Second is not null).Select(part => KeyValuePair.Create(part.First, part.Second!));
    }

    private static string? Text(long? id) => id?.ToString(CultureInfo.InvariantCulture);

    private static string? Lower<T>(T? name) => name?.ToString()?.ToLowerInvariant();
}

internal static class DueWithins
{
    /// <summary>What is due by this instant is meant.</summary>
    public static DateTimeOffset By(this DueWithin due, DateTimeOffset now) => due switch
    {
        DueWithin.Overdue => now,
        DueWithin.ThreeDays => ShanghaiTime.EndOf(ShanghaiTime.DayOf(now).AddDays(3)),
        _ => ShanghaiTime.EndOf(ShanghaiTime.DayOf(now).AddDays(7)),
    };
}
