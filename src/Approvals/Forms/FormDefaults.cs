using System.Globalization;
using System.Text.Json.Nodes;

namespace Workflows.Approvals.Forms;

/// <summary>First values of a new form.</summary>
public static class FormDefaults
{
    /// <summary>Where a default may come from: <c>{ "from": "applicant.region" }</c>.</summary>
    public static IReadOnlyDictionary<string, Func<FormCheckContext, string?>> Sources { get; } = new Dictionary<string, Func<FormCheckContext, string?>>
    {
        ["applicant"] = c => c.Applicant?.Id,
        ["applicant.fullName"] = c => c.Applicant?.FullName,
        ["applicant.region"] = c => c.Applicant?.Region,
        ["applicant.address"] = c => c.Applicant?.Address,
        ["applicant.level"] = c => c.Applicant?.Level,
        ["call.contact.name"] = c => c.Contact.Name,
        ["call.contact.phone"] = c => c.Contact.Phone,
        ["call.rulesDocument"] = c => c.Parameters?["rulesDocument"]?.ToString(),
        ["call.statisticsFrom"] = c => c.Parameters?["statisticsFrom"]?.ToString(),
        ["call.statisticsTo"] = c => c.Parameters?["statisticsTo"]?.ToString(),
        ["today"] = c => c.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>The values a new form starts with.</summary>
    public static JsonObject New(FormDefinition definition, FormCheckContext context)
    {
        var values = new JsonObject();
        foreach (var field in definition.Fields)
        {
            if (Of(field, context) is { } value)
            {
                values[field.Key] = value;
            }
        }

        return values;
    }

    /// <summary>What a person finds who opens the form before anything was typed: what is stored or given, and the defaults for the rest.</summary>
    public static JsonObject First(FormDefinition definition, FormCheckContext context)
    {
        var values = New(definition, context);
        foreach (var field in definition.Fields.Where(f => context.Stored?.ContainsKey(f.Key) == true))
        {
            values[field.Key] = context.Stored![field.Key]?.DeepClone();
        }

        return values;
    }

    /// <summary>The default of one field, or null when it has none or its source is not known.</summary>
    public static JsonNode? Of(FormField field, FormCheckContext context) => field.Default switch
    {
        { From: { } source } => Sources[source](context),
        { Value: { } value } => value.DeepClone(),
        _ => null,
    };
}
