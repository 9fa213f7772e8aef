using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Approvals.Forms;

/// <summary>What a seal attests: the content of the fields under seal (R20–R22).</summary>
public static class FormContent
{
    /// <summary>
    /// SHA-256 of the content under seal, 64 lower-case hex digits. The same content gives the same hash whatever the order of members, the width of digits or
    /// the spelling of a date; contacts and attachments that may change freely are not in it.
    /// </summary>
    public static string Hash(FormDefinition definition, JsonObject values) =>
        Convert.ToHexStringLower(SHA256.HashData(Canonical(definition, values)));

    /// <summary>The canonical bytes that <see cref="Hash"/> is made of: UTF-8 JSON, members sorted by ordinal, no white space.</summary>
    public static byte[] Canonical(FormDefinition definition, JsonObject values)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 200 }))
        {
            Write(writer, new JsonObject { ["form"] = definition.Key, ["values"] = UnderSeal(definition.Fields, FormValues.Normalise(definition, values)) });
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Which fields differ between two versions: paths as in findings, apart for content under seal and for what may change freely.</summary>
    public static FormChanges ChangedFields(FormDefinition definition, JsonObject before, JsonObject after)
    {
        var changes = new FormChanges([], []);
        Compare(definition.Fields, FormValues.Normalise(definition, before), FormValues.Normalise(definition, after), "", true, changes);
        return changes;
    }

    private static JsonObject UnderSeal(IReadOnlyList<FormField> fields, JsonObject values)
    {
        var kept = new JsonObject();
        foreach (var field in fields.Where(f => f.UnderSeal && values[f.Key] is not null))
        {
            kept[field.Key] = values[field.Key] switch
            {
                JsonObject group when field.Fields.Count > 0 => UnderSeal(field.Fields, group),
                JsonArray rows when field.Fields.Count > 0 => new JsonArray([.. rows.Select(r => r is JsonObject row ? UnderSeal(field.Fields, row) : r?.DeepClone())]),
                var value => value!.DeepClone(),
            };
        }

        return kept;
    }

    private static void Compare(IReadOnlyList<FormField> fields, JsonObject before, JsonObject after, string path, bool sealedAround, FormChanges changes)
    {
        foreach (var field in fields)
        {
            var (old, now) = (before[field.Key], after[field.Key]);
            var at = path + field.Key;
            var underSeal = sealedAround && field.UnderSeal;
            if (FormJson.Same(old, now))
            {
                continue;
            }

            if (field.Fields.Count > 0 && old is JsonObject or null && now is JsonObject or null)
            {
                Compare(field.Fields, old as JsonObject ?? [], now as JsonObject ?? [], at + ".", underSeal, changes);
            }
            else if (field.Fields.Count > 0 && old is JsonArray oldRows && now is JsonArray nowRows && oldRows.Count == nowRows.Count)
            {
                for (var i = 0; i < oldRows.Count; i++)
                {
                    Compare(field.Fields, oldRows[i] as JsonObject ?? [], nowRows[i] as JsonObject ?? [], $"{at}[{i}].", underSeal, changes);
                }
            }
            else
            {
                (underSeal ? changes.UnderSeal : changes.Free).Add(at);
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                // 1.50 and 1.5 are the same number.
                if (FormJson.Number(node) is { } number)
                {
                    writer.WriteRawValue(number.ToString("0.############################", CultureInfo.InvariantCulture));
                }
                else
                {
                    node.WriteTo(writer);
                }

                break;
        }
    }
}

/// <summary>Fields that differ between two versions of a form.</summary>
/// <param name="UnderSeal">Content that a seal attests: a change voids the seals (R21).</param>
/// <param name="Free">Contacts and attachments: a change voids nothing (R20).</param>
public sealed record FormChanges(IList<string> UnderSeal, IList<string> Free)
{
    /// <summary>Whether the seals and opinions given on the old version are void.</summary>
    public bool VoidSeals => UnderSeal.Count > 0;
}
