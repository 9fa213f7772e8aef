using Microsoft.Extensions.Localization;

namespace Workflows.Host.Parts;

/// <summary>Why marks became void, in words: the program's own reasons have a sentence, everything else is what a person wrote.</summary>
public static class VoidedReason
{
    public static string Voided(this IStringLocalizer<Text> parts, string why) => parts[$"Voided.{why}"] is { ResourceNotFound: false } known ? known : why;
}
