using System.Security.Cryptography;

namespace Elsa.Workflows;

/// <summary>Ids are GUIDs, 32 digits.</summary>
public class GuidIdentityGenerator : IIdentityGenerator
{
    public string GenerateId() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString("N");
}

/// <summary>Ids are GUIDs written with 22 letters, digits, <c>-</c> and <c>_</c>.</summary>
public class ShortGuidIdentityGenerator : IIdentityGenerator
{
    public string GenerateId() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
