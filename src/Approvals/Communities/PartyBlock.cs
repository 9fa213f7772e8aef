using System.Globalization;

namespace Workflows.Approvals.Communities;

/// <summary>A block that several units sign and seal, each in its own copy of it.</summary>
public static class PartyBlock
{
    /// <summary>Name of the unit's copy, e.g. <c>memberSignature:123</c>.</summary>
    public static string Of(string block, long organisationId) => string.Create(CultureInfo.InvariantCulture, $"{block}:{organisationId}");
}
