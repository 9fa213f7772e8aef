using System.Globalization;
using Workflows.Approvals.Seals;

namespace Workflows.Host.Parts;

/// <summary>Where a page finds the picture of a seal.</summary>
public static class SealAddress
{
    /// <param name="caseId">The case on which it stands: whoever may see the case sees its seals.</param>
    public static string Of(Seal seal, long? caseId = null) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/seals/{seal.Id}/picture{(caseId is { } on ? $"?onCase={on}" : "")}");
}
