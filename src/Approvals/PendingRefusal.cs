namespace Workflows.Approvals;

/// <summary>
/// A refusal that came up deep inside a unit of work, where nothing can be returned: an activity of a chain found that the person may not do
/// what the decision asked for. The unit of work then commits nothing and answers with it.
/// </summary>
public sealed class PendingRefusal
{
    /// <summary>The first refusal; null while there is none.</summary>
    public Refusal? Refusal { get; private set; }

    public void Set(Refusal refusal) => Refusal ??= refusal;
}
