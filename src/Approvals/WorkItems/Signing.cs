using Workflows.Approvals.Cases;

namespace Workflows.Approvals.WorkItems;

/// <summary>How several people decide a step together.</summary>
public enum SigningMode
{
    /// <summary>会签: all have to approve.</summary>
    All,

    /// <summary>或签: one is enough.</summary>
    Any,

    /// <summary>依次: one after the other, and all have to approve.</summary>
    InOrder,

    /// <summary>票签: approvals have to reach a share of the weights.</summary>
    Vote,
}

/// <summary>What a refusal (不同意, or 退回修改) does to a step that several decide; a setting of its own, apart from mode and threshold.</summary>
public enum RefusalEffect
{
    /// <summary>It decides the step at once.</summary>
    Ends,

    /// <summary>It counts as not approving; the others are still asked until the result is certain.</summary>
    Counts,
}

/// <summary>One of those who decide a step.</summary>
/// <param name="Weight">1 to 100; only a vote weighs.</param>
public sealed record Signer(string Key, int Weight = 1);

/// <summary>How one of them decided.</summary>
public sealed record SignerVote(string Key, OpinionDecision Decision);

/// <summary>How a step that several decide is decided.</summary>
/// <param name="Threshold">Percent of all weights that have to approve, 1 to 100; only for <see cref="SigningMode.Vote"/>.</param>
public sealed record Signing(SigningMode Mode, int Threshold = 50, RefusalEffect Refusal = RefusalEffect.Ends)
{
    /// <summary>
    /// The decision of the step as soon as nothing that is still to come can change it; null while it can. A rejection prevails over a return of the
    /// same weight.
    /// </summary>
    public OpinionDecision? Decide(IReadOnlyCollection<Signer> signers, IReadOnlyCollection<SignerVote> votes)
    {
        if (signers.Count == 0) throw new ArgumentException("Expected at least one signer, found none.", nameof(signers));
        var given = votes.Where(v => signers.Any(s => s.Key == v.Key)).ToList();
        if (Refusal == RefusalEffect.Ends && given.Find(v => v.Decision != OpinionDecision.Approve) is { } refusal) return refusal.Decision;
        if (Mode == SigningMode.Any && given.Exists(v => v.Decision == OpinionDecision.Approve)) return OpinionDecision.Approve;

        var total = signers.Sum(WeightOf);
        var (approve, back, reject) = (Of(OpinionDecision.Approve), Of(OpinionDecision.Return), Of(OpinionDecision.Reject));
        var open = total - approve - back - reject;
        var best = Final(approve + open, back, reject, total);
        return best == Final(approve, back + open, reject, total) && best == Final(approve, back, reject + open, total) ? best : null;

        int Of(OpinionDecision decision) => given.Where(v => v.Decision == decision).Sum(v => WeightOf(signers.First(s => s.Key == v.Key)));
    }

    /// <summary>Who is asked next: everybody at once, in order one after the other.</summary>
    public IEnumerable<Signer> Ask(IReadOnlyCollection<Signer> signers, IReadOnlyCollection<SignerVote> votes)
    {
        var silent = signers.Where(s => votes.All(v => v.Key != s.Key));
        return Mode == SigningMode.InOrder ? silent.Take(1) : silent;
    }

    private int WeightOf(Signer signer) => Mode == SigningMode.Vote ? signer.Weight : 1;

    private OpinionDecision Final(int approve, int back, int reject, int total) => Mode switch
    {
        SigningMode.Any when approve > 0 => OpinionDecision.Approve,
        SigningMode.All or SigningMode.InOrder when approve == total => OpinionDecision.Approve,
        SigningMode.Vote when approve * 100 >= Threshold * total => OpinionDecision.Approve,
        _ => reject >= back && reject > 0 ? OpinionDecision.Reject : OpinionDecision.Return,
    };
}
