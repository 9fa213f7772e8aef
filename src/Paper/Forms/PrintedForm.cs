using System.Text.Json.Nodes;
using Workflows.Approvals.Forms;
using Workflows.Paper.Pdf;

namespace Workflows.Paper.Forms;

/// <summary>A filled form as it is printed.</summary>
public sealed record PrintedForm
{
    public required FormDefinition Form { get; init; }

    /// <summary>The values as stored.</summary>
    public required JsonObject Values { get; init; }

    /// <summary>Number of the case, e.g. <c>PS3-LN-0001</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Who applies.</summary>
    public required string Unit { get; init; }

    /// <summary>Revision of the values, from 1.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>The date the file bears.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>What is in the blocks, by their keys; a block without an entry is empty.</summary>
    public IReadOnlyDictionary<string, PrintedBlock> Blocks { get; init; } = new Dictionary<string, PrintedBlock>();

    /// <summary>Name of a registered organisation by its id; null when there is none.</summary>
    public Func<string, string?> UnitName { get; init; } = _ => null;

    /// <summary>Words of the document with what the call says in the place of <c>{call.name}</c>; null when it does not say it.</summary>
    public Func<string, string?> Filled { get; init; } = words => words.Contains("{call.", StringComparison.Ordinal) ? null : words;

    public PaperMark? Mark { get; init; }

    /// <summary>What kind of seals these are; printed on every page.</summary>
    public string? SealNote { get; init; }
}

/// <summary>What stands in a block of the form.</summary>
/// <param name="Organisation">Whose block it is.</param>
/// <param name="SignedBy">Who signed, or gave the opinion.</param>
/// <param name="Day">年 月 日.</param>
/// <param name="Skipped">Why it does not apply (R27); empty for one that does.</param>
/// <param name="Enclosures">意见附件: the name of each file with its SHA-256, as the block names it.</param>
public sealed record PrintedBlock(string? Organisation = null, string? Opinion = null, string? SignedBy = null, DateOnly? Day = null, string? Skipped = null, IReadOnlyList<PrintedEnclosure>? Enclosures = null);

/// <summary>A file that goes with an opinion.</summary>
/// <param name="Hash">SHA-256 of its bytes, lower-case hex.</param>
public sealed record PrintedEnclosure(string Name, string Hash);
