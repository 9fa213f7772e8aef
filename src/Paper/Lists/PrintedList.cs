using Workflows.Paper.Pdf;

namespace Workflows.Paper.Lists;

/// <summary>名单 as it is printed.</summary>
public sealed record PrintedList
{
    public required string Title { get; init; }

    /// <summary>The call that it belongs to.</summary>
    public required string Call { get; init; }

    /// <summary>Who publishes; signs and seals below.</summary>
    public required string Publisher { get; init; }
    public string? FilingNumber { get; init; }

    /// <summary>成文日期; empty on a list that is not published yet.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>In the order of the list.</summary>
    public required IReadOnlyList<PrintedEntry> Entries { get; init; }

    /// <summary>The moment the file bears.</summary>
    public required DateTimeOffset Date { get; init; }
    public PaperMark? Mark { get; init; }
    public string? SealNote { get; init; }

    /// <summary>Where this edition took the place of another.</summary>
    public PrintedChange? Change { get; init; }
}

/// <summary>Which edition of a list it is, and why.</summary>
/// <param name="Edition">From 2.</param>
/// <param name="IsWithdrawal">The list as a whole no longer counts; it has no lines.</param>
public sealed record PrintedChange(int Edition, string Note, bool IsWithdrawal);

/// <summary>A line of a list.</summary>
public sealed record PrintedEntry(string? Province, string Unit);
