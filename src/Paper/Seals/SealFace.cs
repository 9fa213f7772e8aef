using Workflows.Approvals.Seals;

namespace Workflows.Paper.Seals;

/// <summary>What stands on a round seal.</summary>
/// <param name="Around">The text round the upper arc, normally the owner's full name.</param>
/// <param name="Below">A line below the star, e.g. 业务专用章; empty for none.</param>
/// <param name="Side">Diameter on paper, in millimetres.</param>
public sealed record SealFace(string Around, string? Below, double Side)
{
    /// <summary>Diameter of the official seal of a department or unit, in millimetres.</summary>
    public const double OfficialSide = 42;

    /// <summary>Diameter of a seal for one business, in millimetres.</summary>
    public const double BusinessSide = 38;

    public static SealFace Of(Seal seal) =>
        seal.Kind == SealKind.Official ? new(seal.Name, null, OfficialSide) : new(NameOf(seal.Name), BusinessWords, BusinessSide);

    private const string BusinessWords = "业务专用章";

    /// <summary>A business seal whose name ends in what stands below the star says it once.</summary>
    private static string NameOf(string name) => name.EndsWith(BusinessWords, StringComparison.Ordinal) && name.Length > BusinessWords.Length ? name[..^BusinessWords.Length] : name;
}
