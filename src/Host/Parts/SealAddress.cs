using Workflows.Approvals.Seals;

namespace Workflows.Host.Parts;

/// <summary>The picture of a seal as an address that an image can show without another request.</summary>
public static class SealAddress
{
    public static string Of(Seal seal) => "data:image/svg+xml," + Uri.EscapeDataString(SealPicture.Draw(seal));
}
