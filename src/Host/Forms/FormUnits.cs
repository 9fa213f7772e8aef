using Workflows.Approvals.Forms;

namespace Workflows.Host.Forms;

/// <summary>Organisations that a form names by their id.</summary>
internal static class FormUnits
{
    public static FormUnit? Of(FormCheckContext context, string id) =>
        context.Applicant is { } applicant && applicant.Id == id ? applicant : context.Unit?.Invoke(id);
}
