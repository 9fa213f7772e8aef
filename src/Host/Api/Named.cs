namespace Workflows.Host.Api;

/// <summary>A member of an enumeration in an address, written as in JSON (<c>sealCustodian</c>); the framework alone would want capitals.</summary>
public readonly record struct Named<T>(T Value) where T : struct, Enum
{
    public static bool TryParse(string? text, IFormatProvider? _, out Named<T> named)
    {
        var known = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && text?.All(char.IsLetter) == true;
        named = new Named<T>(value);
        return known;
    }
}
