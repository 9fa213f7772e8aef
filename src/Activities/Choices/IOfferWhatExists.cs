namespace Workflows.Activities.Choices;

/// <summary>
/// A list whose items come and go with the data while the designer is open, whatever the other inputs say. The designer's own way (<c>RefreshOnChange</c>) is for
/// lists that depend on other inputs: it asks for each list alone and draws the whole panel anew with every answer, so that what is being typed in it can be lost.
/// </summary>
public interface IOfferWhatExists;
