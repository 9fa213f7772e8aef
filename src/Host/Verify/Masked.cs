using System.Globalization;

namespace Workflows.Host.Verify;

/// <summary>Names of persons as the public may read them.</summary>
public static class Masked
{
    /// <summary>王*明, 王*, 欧**娜: the first character, the last of three and more, stars between.</summary>
    public static string Name(string name)
    {
        var characters = new StringInfo(name.Trim());
        return characters.LengthInTextElements switch
        {
            0 => "",
            1 => "*",
            2 => characters.SubstringByTextElements(0, 1) + "*",
            var length => characters.SubstringByTextElements(0, 1) + new string('*', length - 2) + characters.SubstringByTextElements(length - 1, 1),
        };
    }
}
