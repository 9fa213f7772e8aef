using Elsa.Workflows;
using Workflows.Host.Studio.Descriptors;

namespace Workflows.Host.Studio.Frame;

/// <summary>
/// What inputs and outputs are called in the reader's language, by the names that the designer's viewer shows of them. A name that means different things in
/// different activities has all its meanings, shortest first.
/// </summary>
internal static class MemberWords
{
    public static SortedDictionary<string, string> Of(IActivityRegistry registry) => new(
        registry.ListAll()
            .SelectMany(descriptor => descriptor.Inputs.Concat<Elsa.Workflows.Models.PropertyDescriptor>(descriptor.Outputs).Select(member => (member.Name, Words: EditorWords.Name(descriptor, member))))
            .GroupBy(member => member.Name, member => member.Words, StringComparer.Ordinal)
            .ToDictionary(name => name.Key, name => string.Join('／', name.Distinct(StringComparer.Ordinal).OrderBy(words => words.Length).ThenBy(words => words, StringComparer.Ordinal)), StringComparer.Ordinal),
        StringComparer.Ordinal);
}
