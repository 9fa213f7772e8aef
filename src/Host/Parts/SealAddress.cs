using System.Globalization;
using Workflows.Approvals.Seals;

namespace Workflows.Host.Parts;

/// <summary>Where a page finds the picture of a seal.</summary>
public static class SealAddress
{
    public static string Of(Seal seal) => string.Create(CultureInfo.InvariantCulture, $"/api/seals/{seal.Id}/picture");
}
