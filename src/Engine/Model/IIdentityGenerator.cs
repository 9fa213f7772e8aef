namespace Elsa.Workflows;

/// <summary>Makes ids.</summary>
public interface IIdentityGenerator
{
    string GenerateId();
}

/// <summary>Ids are random 64-bit numbers in hexadecimal, up to 16 digits.</summary>
public class RandomLongIdentityGenerator : IIdentityGenerator
{
    public string GenerateId()
    {
        Span<byte> bytes = stackalloc byte[8];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes).ToString("x", System.Globalization.CultureInfo.InvariantCulture);
    }
}
