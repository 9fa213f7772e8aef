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

    /// <summary>公示开始. A decided list only; a second notice after an objection starts anew.</summary>
    public Refusal? OpenNotice(DateTimeOffset from, DateTimeOffset until)
    {
        if (Status != ListStatus.Decided) return new Refusal("list.not-decided", Title);
        (NoticeFrom, NoticeUntil, NoticeEndedAt) = (from, until, null);
        return null;
    }

    /// <summary>公示结束.</summary>
    public void EndNotice(DateTimeOffset at) => NoticeEndedAt ??= at;

    /// <summary>Whether objections are taken at this moment.</summary>
    public bool IsInNotice(DateTimeOffset at) => NoticeFrom <= at && at < NoticeUntil && NoticeEndedAt is null;

    /// <summary>更正: an edition that takes the place of this one at once. Spelling may be corrected and units taken off; a unit that was not decided and filed cannot come on (R30).</summary>
    /// <param name="names">The right full names, by case; who is not named stays as it was.</param>
    /// <param name="takenOff">Units that are no longer listed, and why.</param>
    public Result<PublishedList> Correct(long id, string? note, IReadOnlyDictionary<long, string> names, IReadOnlyDictionary<long, string> takenOff, DateTimeOffset at)
    {
        if (MayBeReplaced(note) is { } refusal) return refusal;
        foreach (var caseId in names.Keys.Concat(takenOff.Keys))
            if (!Entries.Exists(e => e.CaseId == caseId && e.IsListed)) return new Refusal("list.unknown-case", caseId, Title);
        if (names.Values.Any(string.IsNullOrWhiteSpace)) return new Refusal("list.name-required", Title);
        if (takenOff.FirstOrDefault(t => string.IsNullOrWhiteSpace(t.Value)) is { Key: not 0 } silent) return new Refusal("list.reason-required", Entries.Find(e => e.CaseId == silent.Key)!.Unit);
        var next = Next(id, note!, at);
        foreach (var entry in Entries)
        {
            var off = takenOff.GetValueOrDefault(entry.CaseId)?.Trim();
            next.Entries.Add(entry.Into(next.Id, names.GetValueOrDefault(entry.CaseId)?.Trim() ?? entry.Unit, entry.IsListed && off is null, off ?? entry.Reason));
        }

        if (next.Entries.Select(e => (e.Unit, e.IsListed)).SequenceEqual(Entries.Select(e => (e.Unit, e.IsListed)))) return new Refusal("list.nothing-corrected", Title);
        return next;
    }

    /// <summary>撤回: an edition that says that the list no longer counts; nobody on it is listed any more.</summary>
    public Result<PublishedList> Withdraw(long id, string? note, DateTimeOffset at)
    {
        if (MayBeReplaced(note) is { } refusal) return refusal;
        var next = Next(id, note!, at);
        next.WithdrawnAt = at;
        next.Entries.AddRange(Entries.Select(e => e.Into(next.Id, e.Unit, isListed: false, e.IsListed ? note!.Trim() : e.Reason)));
        return next;
    }

    private Refusal? MayBeReplaced(string? note) =>
        Status != ListStatus.Published ? new Refusal("list.not-published", Title)
        : Kind == AnnounceExit.Kind ? new Refusal("list.exit-stands", Title)
        : WithdrawnAt is not null ? new Refusal("list.withdrawn", Title)
        : string.IsNullOrWhiteSpace(note) || note.Trim().Length > ChangeNoteLength ? new Refusal("list.change-note", ChangeNoteLength)
        : null;

    /// <summary>What was decided and filed stays decided and filed; only what stands in the edition and why is new.</summary>
    private PublishedList Next(long id, string note, DateTimeOffset at) => new()
    {
        Id = id, CallId = CallId, Kind = Kind, Title = Title, PublisherId = PublisherId, RequiresFiling = RequiresFiling, Edition = Edition + 1, ReplacesId = Id, ChangeNote = note.Trim(),
        Status = ListStatus.Published, DecidedAt = DecidedAt, FiledAt = FiledAt, PublishedAt = at, Channels = [.. Channels],
    };
}
