using System.Net.Mail;

namespace Workflows.Approvals.Organisations;

/// <summary>What counts as an e-mail address, whoever enters it.</summary>
public static class EmailAddress
{
    /// <summary>Characters.</summary>
    public const int Longest = 256;

    /// <summary>Takes the address out of what was typed: nothing typed is no address.</summary>
    /// <returns><c>mail.address</c> where it is none: only the bare address counts, without a name or brackets.</returns>
    public static Refusal? Read(string? typed, out string? address)
    {
        address = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
        return address is null || (address.Length <= Longest && MailAddress.TryCreate(address, out var read) && read.Address == address && !address.Any(char.IsWhiteSpace)) ? null : new Refusal("mail.address", address);
    }
}
