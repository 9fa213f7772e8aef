namespace Workflows.Host.Forms;

/// <summary>How <see cref="FormView"/> draws a form.</summary>
public enum FormMode
{
    /// <summary>To be filled in, with live checks.</summary>
    Edit,

    /// <summary>As printed: bordered tables, opinions, signatures and seals.</summary>
    Read,
}
