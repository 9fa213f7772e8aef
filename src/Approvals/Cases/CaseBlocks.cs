using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Cases;

/// <summary>What a block of a form asks for.</summary>
[Flags]
public enum BlockMarks
{
    Opinion = 1,
    Signature = 2,
    Seal = 4,
}

/// <summary>Who marks a block, and on which revision of the form.</summary>
/// <param name="At">The date of the block (年 月 日).</param>
/// <param name="OnBehalfOfId">The person for whom a substitute does it.</param>
public sealed record Marking(string Block, long OrganisationId, long PersonId, long? SeatId, CaseForm Form, DateTimeOffset At, long? OnBehalfOfId = null);

/// <summary>Opinions, signatures and seals in the blocks of the form.</summary>
public sealed partial class Case
{
    public Opinion? LivingOpinion(string block) => Opinions.Find(o => o.Block == block && !o.IsVoid);

    public SignatureRecord? LivingSignature(string block) => Signatures.Find(s => s.Block == block && !s.IsVoid);

    public SealUse? LivingSeal(string block) => Seals.Find(s => s.Block == block && !s.IsVoid);

    /// <summary>
    /// Complete is a block whose marks are all there, a seal only after the opinion (R24). A block without a seal, such as the
    /// project group's, asks for none (R26). A skipped level is complete (R27).
    /// </summary>
    public bool IsComplete(string block, BlockMarks marks)
    {
        var opinion = LivingOpinion(block);
        if (opinion?.Decision == OpinionDecision.NotApplicable) return true;
        var seal = LivingSeal(block);
        return (!marks.HasFlag(BlockMarks.Opinion) || opinion is { Decision: OpinionDecision.Approve })
            && (!marks.HasFlag(BlockMarks.Signature) || LivingSignature(block) is not null)
            && (!marks.HasFlag(BlockMarks.Seal) || seal is not null && (opinion is null || opinion.At <= seal.At));
    }

    /// <summary>On every route the own seal and the superior's opinion and seal are obligatory (R11).</summary>
    public Refusal? RequireComplete(params (string Block, BlockMarks Marks)[] blocks)
    {
        foreach (var (block, marks) in blocks)
            if (!IsComplete(block, marks))
                return new Refusal("case.block-incomplete", Number, block);
        return null;
    }

    /// <summary>Writes an opinion. A comment is obligatory on Return (R18), a reason on Reject (R19). An earlier opinion of the block gives way.</summary>
    internal Result<Opinion> Write(long id, Marking marking, OpinionDecision decision, string? text, IReadOnlyList<Enclosure>? enclosures = null)
    {
        if (OpinionRules.Check(decision, text) is { } refusal) return refusal;
        LivingOpinion(marking.Block)?.Void(marking.At, "superseded");
        var opinion = new Opinion
        {
            Id = id,
            CaseId = Id,
            Block = marking.Block,
            Decision = decision,
            Text = string.IsNullOrWhiteSpace(text) ? OpinionRules.PlainApproval : text.Trim(),
            OrganisationId = marking.OrganisationId,
            SeatId = marking.SeatId,
            PersonId = marking.PersonId,
            OnBehalfOfId = marking.OnBehalfOfId,
            At = marking.At,
            FormRevision = marking.Form.Revision,
            Enclosures = enclosures ?? [],
        };
        Opinions.Add(opinion);
        return opinion;
    }

    /// <summary>A level that does not apply: the block prints 不适用 and the reason, nobody gets a task (R27).</summary>
    internal Opinion Skip(long id, string block, string reason, DateTimeOffset at)
    {
        LivingOpinion(block)?.Void(at, "superseded");
        var opinion = new Opinion { Id = id, CaseId = Id, Block = block, Decision = OpinionDecision.NotApplicable, Text = reason, At = at };
        Opinions.Add(opinion);
        return opinion;
    }

    internal Result<SignatureRecord> Sign(long id, Marking marking)
    {
        if (LivingSignature(marking.Block) is not null) return new Refusal("signature.already-there", Number, marking.Block);
        var signature = new SignatureRecord
        {
            Id = id,
            CaseId = Id,
            Block = marking.Block,
            PersonId = marking.PersonId,
            OnBehalfOfId = marking.OnBehalfOfId,
            SeatId = marking.SeatId,
            OrganisationId = marking.OrganisationId,
            At = marking.At,
            FormRevision = marking.Form.Revision,
            ContentHash = marking.Form.ContentHash,
        };
        Signatures.Add(signature);
        return signature;
    }

    /// <summary>
    /// May this seal go on this block now? Only after an approving opinion or a signature (R24), only the block's own
    /// organisation's seal (R25), and not by the hand that approved (domain §2.6).
    /// </summary>
    /// <param name="after">The block whose opinion or signature the seal attests; normally the same block.</param>
    public Refusal? MayBeSealed(Marking marking, Seal seal, string? after = null)
    {
        var basis = after ?? marking.Block;
        if (seal.MayBeUsed(marking.OrganisationId, marking.At) is { } refusal) return refusal;
        if (LivingSeal(marking.Block) is not null) return new Refusal("seal.already-there", Number, marking.Block);
        if (Approver(basis) is not { } approver) return new Refusal("seal.before-opinion", Number, basis);
        if (HasChangedSince(basis, marking.Form)) return new Refusal("seal.content-changed", Number, basis);
        if (LivingOpinion(basis) is { OrganisationId: { } author } && author != seal.OwnerId) return new Refusal("seal.not-owner", seal.Name, marking.Block);
        if (approver == marking.PersonId) return new Refusal("seal.custodian-is-approver", seal.Name, marking.Block);
        return null;
    }

    /// <summary>Whether the content under seal is another one than the opinion or signature was given on (R21).</summary>
    private bool HasChangedSince(string block, CaseForm form)
    {
        var seen = LivingOpinion(block)?.FormRevision ?? LivingSignature(block)?.FormRevision;
        return Forms.Find(f => f.FormKey == form.FormKey && f.Revision == seen) is { } then && then.SealedHash != form.SealedHash;
    }

    /// <summary>The person whose approving opinion, or else signature, stands in the block.</summary>
    public long? Approver(string block) => LivingOpinion(block) switch
    {
        { Decision: OpinionDecision.Approve } opinion => opinion.PersonId,
        null => LivingSignature(block)?.PersonId,
        _ => null,
    };

    /// <summary>Enters the use of the seal; ask <see cref="MayBeSealed"/> before a number is drawn.</summary>
    internal Result<SealUse> Affix(long id, long number, Marking marking, Seal seal, string? after = null, long? scanId = null)
    {
        if (MayBeSealed(marking, seal, after) is { } refusal) return refusal;
        var use = new SealUse
        {
            Id = id,
            SealId = seal.Id,
            Number = number,
            CaseId = Id,
            Block = marking.Block,
            FormRevision = marking.Form.Revision,
            ContentHash = marking.Form.ContentHash,
            CustodianId = marking.PersonId,
            ApproverId = Approver(after ?? marking.Block),
            At = marking.At,
            ScanId = scanId,
        };
        Seals.Add(use);
        return use;
    }

    /// <summary>Marks every living opinion, signature and seal void. They stay in the registers (R22).</summary>
    /// <returns>How many marks were voided.</returns>
    internal int VoidSealsAndOpinions(string why, DateTimeOffset at)
    {
        var opinions = Opinions.FindAll(o => !o.IsVoid);
        var signatures = Signatures.FindAll(s => !s.IsVoid);
        var seals = Seals.FindAll(s => !s.IsVoid);
        opinions.ForEach(o => o.Void(at, why));
        signatures.ForEach(s => s.Void(at, why));
        seals.ForEach(s => s.Void(at, why));
        return opinions.Count + signatures.Count + seals.Count;
    }
}
