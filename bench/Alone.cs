namespace Workflows.Bench;

/// <summary>What is measured by itself, against a gate; each by the name that <c>--only</c> takes.</summary>
internal static class Alone
{
    public static IReadOnlyDictionary<string, Func<Extent, Task<IReadOnlyList<Measured>>>> All { get; } = new Dictionary<string, Func<Extent, Task<IReadOnlyList<Measured>>>>
    {
        ["figures"] = extent => FiguresAtScale.Run(extent.IsQuick),
        ["trail"] = extent => VerifyTrail.Run(extent.IsQuick),
        ["waiting"] = WaitingInstance.Run,
        ["start8"] = ManyCallers.Run,
        ["group"] = GroupCommit.Run,
        ["storm"] = OneWorkItem.Run,
        ["timers"] = DueDates.Run,
        ["number"] = GaplessNumber.Run,
        ["nodes"] = ManyNodes.Run,
        ["history"] = WithHistory.Run,
        ["cold"] = ColdStart.Run,
        ["inbox"] = InboxAtScale.Run,
        ["million"] = MillionWaiting.Run,
        ["push"] = PushedWork.Run,
        ["circuits"] = IdleCircuits.Run,
        ["close"] = CallCloses.Run,
    };
}
