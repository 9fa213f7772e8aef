using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Workflows.Architecture.Tests.Surface;

/// <summary>A use of a type, or of a member of it, in a compiled assembly.</summary>
internal sealed record Use(string Type, string? Member)
{
    public override string ToString() => Member is null ? Type : $"{Type}: {Member}";
}

/// <summary>Reads what a compiled assembly uses of a namespace, from its metadata: nothing is loaded or run.</summary>
internal sealed class References : ISignatureTypeProvider<string, object?>
{
    private readonly MetadataReader _reader;
    private readonly string _space;

    private References(MetadataReader reader, string space) => (_reader, _space) = (reader, space);

    /// <param name="assemblyPath">The compiled assembly.</param>
    /// <param name="space">The namespace whose use is asked for, with those below it.</param>
    public static IReadOnlyList<Use> In(string assemblyPath, string space = "Elsa")
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var reader = file.GetMetadataReader();
        return new References(reader, space).Uses().Distinct().ToList();
    }

    private IEnumerable<Use> Uses()
    {
        foreach (var handle in _reader.TypeReferences)
            if (FullName(handle) is { } name && IsMeant(name))
                yield return new Use(name, null);
        foreach (var handle in _reader.MemberReferences)
        {
            var member = _reader.GetMemberReference(handle);
            if (Owner(member.Parent) is not { } owner || !IsMeant(owner)) continue;
            var name = _reader.GetString(member.Name);
            if (member.GetKind() == MemberReferenceKind.Field)
            {
                var type = member.DecodeFieldSignature(this, null);
                yield return new Use(owner, Signature.Field(true, name, type));
                continue;
            }

            var method = member.DecodeMethodSignature(this, null);
            yield return new Use(owner, Signature.Method(!method.Header.IsInstance, name, method.GenericParameterCount, method.ParameterTypes, method.ReturnType));
        }
    }

    private bool IsMeant(string name) => name.StartsWith($"{_space}.", StringComparison.Ordinal);

    private string? Owner(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => FullName((TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => GenericOwner((TypeSpecificationHandle)parent),
        _ => null
    };

    /// <summary>The generic type itself of a signature such as Input&lt;string&gt;.</summary>
    private string? GenericOwner(TypeSpecificationHandle handle)
    {
        var blob = _reader.GetBlobReader(_reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return null;
        blob.ReadByte();
        return blob.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type ? FullName((TypeReferenceHandle)type) : null;
    }

    private string FullName(TypeReferenceHandle handle)
    {
        var type = _reader.GetTypeReference(handle);
        var name = _reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference ? $"{FullName((TypeReferenceHandle)type.ResolutionScope)}.{name}" : $"{_reader.GetString(type.Namespace)}.{name}";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeReference(handle).Name);
    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeDefinition(handle).Name);
    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();
    public string GetSZArrayType(string elementType) => $"{elementType}[]";
    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";
    public string GetByReferenceType(string elementType) => $"ref {elementType}";
    public string GetPointerType(string elementType) => $"{elementType}*";
    public string GetPinnedType(string elementType) => elementType;
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;
    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";
    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";
    public string GetFunctionPointerType(MethodSignature<string> signature) => "function";
    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        genericType == "Nullable`1" ? $"{typeArguments[0]}?" : $"{Signature.Plain(genericType)}<{string.Join(',', typeArguments)}>";
}
