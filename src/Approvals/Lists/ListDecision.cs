namespace Workflows.Approvals.Lists;

/// <summary>The order decide → file → publish.</summary>
public sealed partial class PublishedList
{
    /// <summary>研究决定. May be decided again while it is not filed or published, e.g. after an objection.</summary>
    public Refusal? Decide(DateTimeOffset at)
    {
        if (Status is ListStatus.Filed or ListStatus.Published) return new Refusal("list.already-filed", Title);
        if (Entries.Count == 0) return new Refusal("list.empty", Title);
        if (Entries.Find(e => !e.IsListed && string.IsNullOrWhiteSpace(e.Reason)) is { } silent) return new Refusal("list.reason-required", silent.Unit);
        (Status, DecidedAt) = (ListStatus.Decided, at);
        return null;
    }

    /// <summary>备案: recorded by the filing body.</summary>
    public Refusal? File(DateTimeOffset at)
    {
        if (Status != ListStatus.Decided) return new Refusal("list.not-decided", Title);
        (Status, FiledAt) = (ListStatus.Filed, at);
        return null;
    }

    /// <summary>The filing body objects: back to the decision. There is no rejection (R31).</summary>
    public Refusal? Object()
    {
        if (Status != ListStatus.Decided) return new Refusal("list.not-decided", Title);
        (Status, DecidedAt) = (ListStatus.Draft, null);
        return null;
    }

    /// <summary>公布. Refused before the filing, where one is required (R30).</summary>
    public Refusal? Publish(IEnumerable<string> channels, DateTimeOffset at)
    {
        if (Status == ListStatus.Published) return new Refusal("list.already-published", Title);
        if (RequiresFiling && Status != ListStatus.Filed) return new Refusal("list.not-filed", Title);
        if (!RequiresFiling && Status != ListStatus.Decided) return new Refusal("list.not-decided", Title);
        Channels = [.. channels.Select(c => c.Trim()).Where(c => c.Length > 0)];
        if (Channels.Count == 0) return new Refusal("list.channel-required", Title);
        (Status, PublishedAt) = (ListStatus.Published, at);
        return null;
    }
}
