using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Workflows.Activities.Tests;

/// <summary>The activities use only what official Elsa 3.8 has, so that they compile against it unchanged.</summary>
public class ElsaSurfaceTests
{
    private static readonly ElsaSurface Surface = new(File.ReadLines(Path.Combine(World.SourceFolder(), "src", "Engine", "elsa-surface.txt")));

    [Fact]
    public void Every_type_and_member_of_the_engine_that_the_activities_use_is_Elsas()
    {
        var foreign = References(typeof(FillForm).Assembly.Location)
            .Where(r => r.Member is null ? !Surface.HasType(r.Type) : !Surface.HasMember(r.Type, r.Member, r.Parameters))
            .Select(r => $"{r.Type}.{r.Member}/{r.Parameters}")
            .ToList();

        foreign.ShouldBeEmpty();
    }

    [Fact]
    public void The_activities_do_use_the_engine() => References(typeof(FillForm).Assembly.Location).Count().ShouldBeGreaterThan(30);

    [Theory]
    [InlineData("Elsa.Workflows.ActivityExecutionContext", "CreateBookmark", 1, true)]
    [InlineData("Elsa.Workflows.ActivityExecutionContext", "OpenDrawer", 0, false)]
    [InlineData("Elsa.Workflows.ActivityExecutionContext", "CompleteActivityWithOutcomesAsync", 2, false)]
    [InlineData("Elsa.Workflows.Models.Input`1", ".ctor", 2, true)]
    [InlineData("Elsa.Workflows.Activity", "get_Id", 0, true)]
    public void The_list_tells_what_is_Elsas_from_what_is_not(string type, string member, int parameters, bool isElsas) =>
        Surface.HasMember(type, member, parameters).ShouldBe(isElsas);

    /// <summary>What an assembly uses of the assembly Workflows.Engine; a type alone has no member.</summary>
    private static IEnumerable<(string Type, string? Member, int Parameters)> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var names = new Names(reader);
        var found = new List<(string, string?, int)>();
        foreach (var handle in reader.TypeReferences)
        {
            var type = reader.GetTypeReference(handle);
            if (names.IsEngines(handle)) found.Add((names.Of(type), null, 0));
        }

        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (names.Owner(member.Parent) is not { } owner) continue;
            var count = member.GetKind() == MemberReferenceKind.Method ? member.DecodeMethodSignature(names, null).ParameterTypes.Length : 0;
            found.Add((owner, reader.GetString(member.Name), count));
        }

        return found;
    }

    /// <summary>Names of types as metadata has them; null for what is not the engine's.</summary>
    private sealed class Names(MetadataReader reader) : ISignatureTypeProvider<string?, object?>
    {
        public bool IsEngines(TypeReferenceHandle handle)
        {
            var scope = reader.GetTypeReference(handle).ResolutionScope;
            return scope.Kind switch
            {
                HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == "Workflows.Engine",
                HandleKind.TypeReference => IsEngines((TypeReferenceHandle)scope),
                _ => false,
            };
        }

        public string Of(TypeReference type) => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";

        public string? Owner(EntityHandle parent) => parent.Kind switch
        {
            HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)parent, 0),
            HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)parent).DecodeSignature(this, null),
            _ => null,
        };

        public string? GetTypeFromReference(MetadataReader of, TypeReferenceHandle handle, byte rawTypeKind) => IsEngines(handle) ? Of(of.GetTypeReference(handle)) : null;
        public string? GetGenericInstantiation(string? genericType, ImmutableArray<string?> typeArguments) => genericType;
        public string? GetTypeFromDefinition(MetadataReader of, TypeDefinitionHandle handle, byte rawTypeKind) => null;
        public string? GetTypeFromSpecification(MetadataReader of, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => of.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
        public string? GetArrayType(string? elementType, ArrayShape shape) => null;
        public string? GetByReferenceType(string? elementType) => null;
        public string? GetFunctionPointerType(MethodSignature<string?> signature) => null;
        public string? GetGenericMethodParameter(object? genericContext, int index) => null;
        public string? GetGenericTypeParameter(object? genericContext, int index) => null;
        public string? GetModifiedType(string? modifier, string? unmodifiedType, bool isRequired) => unmodifiedType;
        public string? GetPinnedType(string? elementType) => null;
        public string? GetPointerType(string? elementType) => null;
        public string? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;
        public string? GetSZArrayType(string? elementType) => null;
    }
}
