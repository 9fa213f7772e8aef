using System.Reflection;
using System.Text.RegularExpressions;

namespace Workflows.Architecture.Tests.Surface;

/// <summary>
/// Members written one way, whether they come from the list, from an assembly's references or from a loaded class:
/// <c>static Run(String,!!0,List&lt;!0&gt;):Task&lt;!!0&gt;</c>. Types have short names; <c>!0</c> is the first type parameter of the class, <c>!!0</c> that of the method.
/// </summary>
internal static partial class Signature
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["string"] = "String", ["object"] = "Object", ["bool"] = "Boolean", ["int"] = "Int32", ["long"] = "Int64", ["short"] = "Int16", ["byte"] = "Byte", ["char"] = "Char",
        ["float"] = "Single", ["double"] = "Double", ["decimal"] = "Decimal", ["void"] = "Void", ["uint"] = "UInt32", ["ulong"] = "UInt64"
    };

    public static string Method(bool isStatic, string name, int arity, IEnumerable<string> parameters, string result) =>
        $"{(isStatic ? "static " : "")}{name}{(arity == 0 ? "" : $"`{arity}")}({string.Join(',', parameters)}):{result}";

    public static string Field(bool isStatic, string name, string type) => $"{(isStatic ? "static " : "")}{name}:{type}";

    public static string Of(MethodBase method)
    {
        var arity = method.IsGenericMethodDefinition ? method.GetGenericArguments().Length : 0;
        return Method(method.IsStatic, method.Name, arity, method.GetParameters().Select(x => Of(x.ParameterType)), method is MethodInfo info ? Of(info.ReturnType) : "Void");
    }

    public static string Of(FieldInfo field) => Field(field.IsStatic, field.Name, Of(field.FieldType));

    public static string Of(Type type)
    {
        if (type.IsByRef) return $"ref {Of(type.GetElementType()!)}";
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[]";
        if (type.IsGenericMethodParameter) return $"!!{type.GenericParameterPosition}";
        if (type.IsGenericTypeParameter) return $"!{type.GenericParameterPosition}";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Of(value)}?";
        return type.IsGenericType ? $"{Plain(type.Name)}<{string.Join(',', type.GetGenericArguments().Select(Of))}>" : type.Name;
    }

    /// <summary>A type as the list writes it.</summary>
    public static string Of(string written, IReadOnlyList<string> typeParameters, IReadOnlyList<string> methodParameters) =>
        Identifier.Replace(written, x => Token(x.Value, typeParameters, methodParameters)).Replace(", ", ",", StringComparison.Ordinal);

    public static string Plain(string metadataName) => metadataName.Split('`')[0];

    private static string Token(string word, IReadOnlyList<string> typeParameters, IReadOnlyList<string> methodParameters)
    {
        if (word == "ref") return word;
        for (var i = 0; i < methodParameters.Count; i++)
            if (methodParameters[i] == word)
                return $"!!{i}";
        for (var i = 0; i < typeParameters.Count; i++)
            if (typeParameters[i] == word)
                return $"!{i}";
        return Keywords.GetValueOrDefault(word, word);
    }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Identifier { get; }
}
