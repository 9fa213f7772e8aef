using System.Text;

namespace Workflows.Engine.Serialization;

/// <summary>Names as editors derive them from one another.</summary>
public static class Naming
{
    /// <summary><c>order id</c>, <c>order_id</c> and <c>orderId</c> give <c>OrderId</c>.</summary>
    public static string Pascalize(string name)
    {
        var text = new StringBuilder(name.Length);
        var upper = true;
        foreach (var c in name)
        {
            if (c is ' ' or '_' or '-')
            {
                upper = true;
                continue;
            }

            text.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return text.ToString();
    }

    /// <summary><see cref="Pascalize"/> with a small first letter: the member of an activity's JSON for an input, output or port.</summary>
    public static string Camelize(string name)
    {
        var pascal = Pascalize(name);
        return pascal.Length == 0 ? pascal : char.ToLowerInvariant(pascal[0]) + pascal[1..];
    }

    /// <summary><c>SendHTTPMail</c> gives <c>Send HTTP Mail</c>.</summary>
    public static string Title(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || i + 1 < name.Length && char.IsLower(name[i + 1]));
            if (starts && text[^1] != ' ') text.Append(' ');
            text.Append(name[i] == '_' ? ' ' : name[i]);
        }

        return text.ToString();
    }
}
